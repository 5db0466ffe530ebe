// The route table of bodies and sessions.
import { route } from '../platform/http/route.ts';
import * as forms from './forms.ts';
import * as acting from './pages/acting.ts';
import * as bodies from './pages/bodies.ts';
import * as sessions from './pages/sessions.ts';
import { loadBody, loadItem, loadSession } from './queries.ts';

const body = { load: loadBody } as const;
const session = { load: loadSession } as const;
const item = { load: loadItem } as const;

// prettier-ignore
const ofBodies = [
  route({ method: 'get', path: '/organos', may: 'meetings.list', handle: bodies.index }),
  route({ method: 'get', path: '/organos/nuevo', may: 'meetings.edit_bodies', handle: bodies.blank }),
  route({ method: 'post', path: '/organos/nuevo', may: 'meetings.edit_bodies', form: forms.bodyForm, again: bodies.blank, handle: bodies.create }),
  route({ method: 'get', path: '/organos/:code', may: 'meetings.read_body', ...body, handle: bodies.show }),
  route({ method: 'get', path: '/organos/:code/edicion', may: 'meetings.edit_bodies', ...body, handle: bodies.edit }),
  route({ method: 'post', path: '/organos/:code/edicion', may: 'meetings.edit_bodies', ...body, form: forms.bodyEditForm, again: bodies.edit, handle: bodies.change }),
  route({ method: 'get', path: '/organos/:code/integrantes', may: 'meetings.edit_bodies', ...body, handle: bodies.askMember }),
  route({ method: 'post', path: '/organos/:code/integrantes', may: 'meetings.edit_bodies', ...body, form: forms.memberForm, again: bodies.askMember, handle: bodies.addMember }),
  route({ method: 'get', path: '/organos/:code/integrantes/:member/retiro', may: 'meetings.edit_bodies', ...body, handle: bodies.askEnd }),
  route({ method: 'post', path: '/organos/:code/integrantes/:member/retiro', may: 'meetings.edit_bodies', ...body, form: forms.endForm, again: bodies.askEnd, handle: bodies.end }),
  route({ method: 'get', path: '/organos/:code/convocatoria', may: 'meetings.convene', ...body, handle: acting.askConvene }),
  route({ method: 'post', path: '/organos/:code/convocatoria', may: 'meetings.convene', ...body, form: forms.conveneForm, again: acting.askConvene, handle: acting.convened }),
];

// prettier-ignore
const ofSessions = [
  route({ method: 'get', path: '/sesiones', may: 'meetings.list', query: forms.listQuery, handle: sessions.list }),
  route({ method: 'get', path: '/sesiones/:code', may: 'meetings.read', ...session, handle: sessions.show }),
  route({ method: 'get', path: '/sesiones/:code/acta.pdf', may: 'meetings.read', ...session, handle: sessions.acta }),
  route({ method: 'get', path: '/sesiones/:code/convocatoria', may: 'meetings.keep', ...session, handle: acting.askReconvene }),
  route({ method: 'post', path: '/sesiones/:code/convocatoria', may: 'meetings.keep', ...session, form: forms.reconveneForm, again: acting.askReconvene, handle: acting.reconvened }),
  route({ method: 'get', path: '/sesiones/:code/puntos', may: 'meetings.keep', ...session, handle: acting.askItem }),
  route({ method: 'post', path: '/sesiones/:code/puntos', may: 'meetings.keep', ...session, form: forms.itemForm, again: acting.askItem, handle: acting.itemAdded }),
  route({ method: 'get', path: '/sesiones/:code/puntos/:item/retiro', may: 'meetings.keep', ...item, handle: acting.askDrop }),
  route({ method: 'post', path: '/sesiones/:code/puntos/:item/retiro', may: 'meetings.keep', ...item, form: forms.nothingForm, again: acting.askDrop, handle: acting.dropped }),
  route({ method: 'get', path: '/sesiones/:code/puntos/:item/decision', may: 'meetings.decide', ...item, handle: acting.askDecision }),
  route({ method: 'post', path: '/sesiones/:code/puntos/:item/decision', may: 'meetings.decide', ...item, form: forms.decisionForm, again: acting.askDecision, handle: acting.decided }),
  route({ method: 'get', path: '/sesiones/:code/asistencia', may: 'meetings.keep', ...session, handle: acting.askAttendance }),
  route({ method: 'post', path: '/sesiones/:code/asistencia', may: 'meetings.keep', ...session, form: forms.attendanceForm, again: acting.askAttendance, handle: acting.attended }),
  route({ method: 'get', path: '/sesiones/:code/acta', may: 'meetings.keep', ...session, handle: acting.askMinutes }),
  route({ method: 'post', path: '/sesiones/:code/acta', may: 'meetings.keep', ...session, form: forms.minutesForm, again: acting.askMinutes, handle: acting.minuted }),
  route({ method: 'get', path: '/sesiones/:code/firma', may: 'meetings.sign', ...session, handle: acting.askSignature }),
  route({ method: 'post', path: '/sesiones/:code/firma', may: 'meetings.sign', ...session, form: forms.signatureForm, again: acting.askSignature, handle: acting.signed }),
  route({ method: 'get', path: '/sesiones/:code/devolucion', may: 'meetings.reopen', ...session, handle: acting.askReopen }),
  route({ method: 'post', path: '/sesiones/:code/devolucion', may: 'meetings.reopen', ...session, form: forms.reasonForm, again: acting.askReopen, handle: acting.reopened }),
  route({ method: 'get', path: '/sesiones/:code/anulacion', may: 'meetings.keep', ...session, handle: acting.askCallOff }),
  route({ method: 'post', path: '/sesiones/:code/anulacion', may: 'meetings.keep', ...session, form: forms.reasonForm, again: acting.askCallOff, handle: acting.calledOff }),
  route({ method: 'get', path: '/sesiones/:code/anotaciones', may: 'meetings.annotate', ...session, handle: acting.askAnnotation }),
  route({ method: 'post', path: '/sesiones/:code/anotaciones', may: 'meetings.annotate', ...session, form: forms.noteForm, again: acting.askAnnotation, handle: acting.annotated }),
];

export const routes = [...ofBodies, ...ofSessions];
