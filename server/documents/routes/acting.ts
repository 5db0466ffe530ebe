// The acts on versions and documents as a table: each is a noun in the address, asks on a page of its own, and calls one verb.
import { today } from '../../platform/clock.ts';
import { confirmAdoption, refuseAdoption } from '../adopting.ts';
import { approve, sendBack } from '../approving.ts';
import { comment, settleComment } from '../commenting.ts';
import { discardDraft } from '../drafting.ts';
import * as forms from '../forms/acting.ts';
import { callBack, issue } from '../issuing.ts';
import { documentAct, versionAct } from '../pages/acting.ts';
import { loadComment } from '../queries/loading.ts';
import { reviewWithoutChange } from '../reviewing.ts';
import { submit, takeBack } from '../submitting.ts';
import { tellDueStep, tellReturned } from '../telling.ts';
import { approveWithdrawal, dropWithdrawal, proposeWithdrawal } from '../withdrawing.ts';

const reason = { name: 'reason', type: 'textarea', rows: 3 } as const;
const password = { name: 'password', type: 'password', autocomplete: 'current-password' } as const;

export const acting = [
  ...versionAct({
    noun: 'envio', act: 'submit', may: 'documents.submit', form: forms.confirmForm, fields: () => [],
    run: async ({ document, version }, _input, user) => {
      await submit(document.code, version.number, user);
      tellDueStep(document.code, version.number);
    },
  }),
  ...versionAct({
    noun: 'retoma', act: 'take_back', may: 'documents.take_back', form: forms.reasonForm, fields: () => [reason],
    run: ({ document, version }, input, user) => takeBack(document.code, version.number, input, user),
  }),
  ...versionAct({
    noun: 'descarte', act: 'discard', may: 'documents.save', form: forms.reasonForm, fields: () => [reason], danger: true,
    run: ({ document, version }, input, user) => discardDraft(document.code, version.number, input, user),
  }),
  ...versionAct({
    noun: 'aprobacion', act: 'approve', may: 'documents.decide', form: forms.approvalForm, signs: true, showsContent: true,
    fields: () => [{ name: 'comment', type: 'textarea', rows: 3, optional: true }, password],
    run: async ({ document, version }, input, user) => {
      await approve(document.code, version.number, input, user);
      tellDueStep(document.code, version.number);
    },
  }),
  ...versionAct({
    noun: 'devolucion', act: 'send_back', may: 'documents.decide', form: forms.returnForm, signs: true,
    fields: () => [{ name: 'comment', label: 'return_comment', type: 'textarea', rows: 4 }, password],
    run: async ({ document, version }, input, user) => {
      await sendBack(document.code, version.number, input, user);
      tellReturned(document.code, version.number);
    },
  }),
  ...versionAct({
    noun: 'emision', act: 'issue', may: 'documents.issue', form: forms.issueForm, signs: true,
    fields: () => [{ name: 'effective', type: 'date', value: today(), hint: 'effective' }],
    run: ({ document, version }, input, user) => issue(document.code, version.number, input, user),
  }),
  ...versionAct({
    noun: 'revocacion', act: 'call_back', may: 'documents.issue', form: forms.reasonForm, fields: () => [reason],
    run: ({ document, version }, input, user) => callBack(document.code, version.number, input, user),
  }),
  ...versionAct({
    noun: 'observaciones', act: 'comment', may: 'documents.comment', form: forms.commentForm, showsContent: true,
    fields: (_subject, content) => [
      { name: 'section', type: 'select', optional: true, options: content.sections.map(({ id, title }) => ({ value: id, label: title })) },
      { name: 'text', type: 'textarea', rows: 5 },
    ],
    run: ({ document, version }, input, user) => comment(document.code, version.number, input, user),
  }),
  ...versionAct({
    noun: 'observaciones/:comment', act: 'settle_comment', may: 'documents.comment', form: forms.answerForm, load: loadComment,
    quotes: ({ comment }) => comment.text, fields: () => [{ name: 'answer', type: 'textarea', rows: 3 }],
    run: ({ document, version, comment }, input, user) => settleComment(document.code, version.number, String(comment._id), input, user),
  }),
  ...versionAct({
    noun: 'adopcion', act: 'confirm_adoption', may: 'documents.confirm_adoption', form: forms.signatureForm, signs: true, showsContent: true,
    fields: () => [password],
    run: ({ document }, input, user) => confirmAdoption(document.code, input, user),
  }),
  ...versionAct({
    noun: 'adopcion/rechazo', act: 'refuse_adoption', may: 'documents.refuse_adoption', form: forms.reasonForm, fields: () => [reason], danger: true,
    run: ({ document }, input, user) => refuseAdoption(document.code, input, user),
  }),
  ...documentAct({
    noun: 'revision', act: 'review', may: 'documents.review', form: forms.noteForm,
    fields: () => [{ name: 'note', type: 'textarea', rows: 3 }],
    run: (document, input, user) => reviewWithoutChange(document.code, input, user),
  }),
  ...documentAct({
    noun: 'retiro', act: 'withdraw', may: 'documents.propose_withdrawal', form: forms.withdrawalForm, danger: true,
    fields: () => [reason, { name: 'from', type: 'date', value: today() }],
    run: (document, input, user) => proposeWithdrawal(document.code, input, user),
  }),
  ...documentAct({
    noun: 'retiro/aprobacion', act: 'approve_withdrawal', may: 'documents.approve_withdrawal', form: forms.signatureForm, signs: true, danger: true,
    fields: () => [password],
    run: (document, input, user) => approveWithdrawal(document.code, input, user),
  }),
  ...documentAct({
    noun: 'retiro/desistimiento', act: 'drop_withdrawal', may: 'documents.drop_withdrawal', form: forms.reasonForm, fields: () => [reason],
    run: (document, input, user) => dropWithdrawal(document.code, input, user),
  }),
]; // prettier-ignore
