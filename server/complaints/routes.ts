// The pages of the register of complaints and of each complaint.
import type { Permission } from '../platform/access/policy.ts';
import type { Ctx } from '../platform/http/context.ts';
import type { Form } from '../platform/forms/forms.ts';
import { ledBack } from '../platform/http/asking.ts';
import { route, type AnyRoute } from '../platform/http/route.ts';
import * as forms from './forms/acting.ts';
import { listQuery, reportQuery } from './forms/listing.ts';
import * as settingForms from './forms/settings.ts';
import * as acts from './pages/acting.ts';
import { complaintUpload } from './pages/files.ts';
import * as listing from './pages/listing.ts';
import * as registering from './pages/registering.ts';
import * as replies from './pages/replying.ts';
import * as reports from './pages/reporting.ts';
import * as settings from './pages/settings.ts';
import * as showing from './pages/showing.ts';
import type { ComplaintSubject } from './policy.ts';
import { actsFor } from './present/showing.ts';
import { loadComplaint } from './queries/showing.ts';

const ONE = '/pqrsd/:code';
const TERMS = '/pqrsd/plazos';
const load = loadComplaint;
const WITH_FILES = new Set(['complemento', 'respuesta', 'entrega']);

export const routes: readonly AnyRoute[] = [
  route({ method: 'get', path: '/pqrsd', may: 'complaints.list', query: listQuery, handle: listing.list }),
  route({ method: 'get', path: '/pqrsd.xlsx', may: 'complaints.list', query: listQuery, handle: listing.exportXlsx }),
  route({ method: 'get', path: '/pqrsd.csv', may: 'complaints.list', query: listQuery, handle: listing.exportCsv }),
  route({ method: 'get', path: '/pqrsd.pdf', may: 'complaints.list', query: listQuery, handle: listing.book }),
  route({ method: 'get', path: '/pqrsd/informe', may: 'complaints.report', query: reportQuery, handle: reports.report }),
  route({ method: 'get', path: '/pqrsd/informe.pdf', may: 'complaints.report', query: reportQuery, handle: reports.reportPdf }),
  route({ method: 'get', path: TERMS, may: 'complaints.read_terms', handle: settings.terms }),
  route({ method: 'get', path: `${TERMS}/nueva`, may: 'complaints.edit_terms', handle: settings.newTable }),
  route({ method: 'post', path: TERMS, may: 'complaints.edit_terms', form: settingForms.tableForm, again: settings.newTable, handle: settings.publish }),
  route({ method: 'post', path: `${TERMS}/recepcion`, may: 'complaints.edit_terms', form: settingForms.receptionForm, again: settings.terms, handle: settings.receive }),
  route({ method: 'post', path: `${TERMS}/aviso`, may: 'complaints.edit_terms', form: settingForms.noticeForm, again: settings.terms, handle: settings.notice }),
  route({ method: 'post', path: `${TERMS}/reconteo`, may: 'complaints.edit_terms', again: settings.terms, handle: settings.recountAll }),
  route({ method: 'get', path: '/pqrsd/nueva', may: 'complaints.register', handle: registering.blank }),
  route({ method: 'post', path: '/pqrsd', may: 'complaints.register', form: forms.registerForm, upload: complaintUpload, again: registering.blank, repeated: registering.createdBefore, handle: registering.create }),
  route({ method: 'get', path: ONE, may: 'complaints.read', load, handle: showing.show }),
  route({ method: 'get', path: `${ONE}/constancia`, may: 'complaints.read', load, handle: registering.slip }),
  route({ method: 'get', path: `${ONE}/archivos/:sha256`, may: 'complaints.see_files', load, handle: showing.file }),
  route({ method: 'post', path: `${ONE}/vinculos`, may: 'complaints.treat', load, form: forms.relateForm, again: showing.show, handle: showing.addLink }),
  route({ method: 'post', path: `${ONE}/vinculos/retiro`, may: 'complaints.treat', load, form: forms.unrelateForm, again: showing.show, handle: showing.dropLink }),
  ...asked('clasificacion', 'complaints.classify', forms.classifyForm, inTime('classify', acts.askClassify), acts.doClassify),
  ...asked('asignacion', 'complaints.assign', forms.assignForm, inTime('assign', acts.askAssign), acts.doAssign),
  ...asked('complemento-pedido', 'complaints.treat', forms.askForm, inTime('ask', acts.askMissing), acts.doAsk),
  ...asked('complemento', 'complaints.treat', forms.completeForm, inTime('complete', acts.askComplete), acts.doComplete),
  ...asked('prorroga', 'complaints.treat', forms.extendForm, inTime('extend', acts.askExtend), acts.doExtend),
  ...asked('traslado', 'complaints.treat', forms.transferForm, inTime('transfer', acts.askTransfer), acts.doTransfer),
  ...asked('desistimiento', 'complaints.treat', forms.withdrawForm, inTime('withdraw', acts.askWithdraw), acts.doWithdraw),
  ...asked('anulacion', 'complaints.annul', forms.reasonForm, inTime('annul', acts.askAnnul), acts.doAnnul),
  ...asked('respuesta', 'complaints.treat', forms.draftForm, inTime('draft', replies.askDraft), replies.doDraft),
  ...asked('aprobacion', 'complaints.approve', forms.approveForm, inTime('approve', replies.askApprove), replies.doApprove),
  ...asked('devolucion', 'complaints.approve', forms.returnForm, inTime('approve', replies.askReturn), replies.doReturn),
  ...asked('envio', 'complaints.treat', forms.sendForm, inTime('send', replies.askSend), replies.doSend),
  ...asked('entrega', 'complaints.treat', forms.proveForm, inTime('prove', replies.askProve), replies.doProve),
  ...asked('calificacion', 'complaints.treat', forms.rateForm, inTime('rate', replies.askRate), replies.doRate),
  ...asked('no-conformidad', 'complaints.open_nonconformity', forms.nonconformityForm, inTime('nonconformity', acts.askNonconformity), acts.doNonconformity),
  ...asked('identidad', 'complaints.reveal', forms.reasonForm, showing.askIdentity, showing.showIdentity),
  ...asked('clave', 'complaints.treat', forms.reasonForm, inTime('secret', showing.askSecret), showing.newSecret),
  route({ method: 'get', path: `${ONE}/plazo-complemento`, may: 'complaints.treat', load, handle: acts.askProlong }),
  route({ method: 'post', path: `${ONE}/plazo-complemento`, may: 'complaints.treat', load, again: acts.askProlong, handle: acts.doProlong }),
]; // prettier-ignore

/** A page that asks before an act, and the act, under one noun. */
/** The page that asks for an act, while the complaint's state allows it; later the complaint itself, as it stands. */
function inTime(deed: string, ask: (ctx: Ctx<ComplaintSubject>) => void | Promise<void>) {
  return async (ctx: Ctx<ComplaintSubject>): Promise<void> => {
    const isOpen = actsFor(ctx.subject, ctx.user)[deed] === true;
    if (!(await ledBack(ctx, isOpen, `/pqrsd/${ctx.subject.code}`))) await ask(ctx);
  };
}

function asked<I>(
  noun: string,
  may: Permission,
  form: Form<I>,
  ask: (ctx: Ctx<ComplaintSubject>) => void | Promise<void>,
  handle: (ctx: Ctx<ComplaintSubject, I>) => void | Promise<void>,
): AnyRoute[] {
  const path = `${ONE}/${noun}`;
  const upload = WITH_FILES.has(noun) ? { upload: complaintUpload } : {};
  return [
    route<ComplaintSubject>({ method: 'get', path, may, load, handle: ask }),
    route<ComplaintSubject, I>({ method: 'post', path, may, load, form, ...upload, again: ask, handle }),
  ];
} // prettier-ignore
