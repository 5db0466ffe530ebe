// The routes of the reading room.
import { route } from '../../platform/http/route.ts';
import * as forms from './forms.ts';
import * as engagements from './pages/engagements.ts';
import * as reading from './pages/reading.ts';
import { loadClause, loadEngagement, loadRequest } from './queries.ts';

const ROOM = '/sala-de-lectura';
const ONE = `${ROOM}/:code`;
const load = loadEngagement;

export const roomRoutes = [
  route({ method: 'get', path: ROOM, may: 'evidence.room', query: forms.roomsQuery, handle: engagements.list }),
  route({ method: 'get', path: `${ROOM}/nueva`, may: 'evidence.engage', handle: engagements.blank }),
  route({ method: 'post', path: ROOM, may: 'evidence.engage', form: forms.engagementForm, again: engagements.blank, handle: engagements.create }),
  route({ method: 'get', path: ONE, may: 'evidence.read_engagement', load, handle: engagements.show }),
  route({ method: 'get', path: `${ONE}/edicion`, may: 'evidence.change_engagement', load, handle: engagements.edit }),
  route({ method: 'post', path: `${ONE}/edicion`, may: 'evidence.change_engagement', load, form: forms.changeForm, again: engagements.edit, handle: engagements.change }),
  route({ method: 'get', path: `${ONE}/cierre`, may: 'evidence.change_engagement', load, handle: engagements.closing }),
  route({ method: 'post', path: `${ONE}/cierre`, may: 'evidence.change_engagement', load, form: forms.closeForm, again: engagements.closing, handle: engagements.close }),
  route({ method: 'get', path: `${ONE}/requisitos`, may: 'evidence.read_engagement', load, query: forms.requirementsQuery, handle: reading.requirements }),
  route({ method: 'get', path: `${ONE}/requisitos/:clause`, may: 'evidence.read_engagement', load: loadClause, handle: reading.clause }),
  route({ method: 'post', path: `${ONE}/comentarios`, may: 'evidence.comment', load, form: forms.commentForm, again: reading.clauseAgain, handle: reading.comment }),
  route({ method: 'get', path: `${ONE}/solicitudes/nueva`, may: 'evidence.ask', load, query: forms.requestQuery, handle: reading.asking }),
  route({ method: 'post', path: `${ONE}/solicitudes`, may: 'evidence.ask', load, form: forms.requestForm, again: reading.asking, handle: reading.ask }),
  route({ method: 'get', path: `${ONE}/solicitudes/:number`, may: 'evidence.read_engagement', load: loadRequest, handle: reading.request }),
  route({ method: 'post', path: `${ONE}/solicitudes/:number/respuesta`, may: 'evidence.answer', load: loadRequest, form: forms.answerForm, again: reading.request, handle: reading.answer }),
]; // prettier-ignore
