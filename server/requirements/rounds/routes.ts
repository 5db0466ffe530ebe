// The pages of self-assessment rounds.
import { route } from '../../platform/http/route.ts';
import { answerForm, compareQuery, dropEvidenceForm, evidenceForm, roundForm, roundQuery, roundsQuery } from '../forms.ts'; // prettier-ignore
import * as pages from './pages.ts';
import { loadAnswer, loadRound as load } from './pages.ts';

const ALL = '/requisitos/autoevaluaciones';
const ROUND = `${ALL}/:code`;
const ANSWER = `${ROUND}/clausulas/:clause`;

export const rounds = [
  route({ method: 'get', path: ALL, may: 'requirements.rounds', query: roundsQuery, handle: pages.index }),
  route({ method: 'get', path: `${ALL}/nueva`, may: 'requirements.open_round', handle: pages.blank }),
  route({ method: 'post', path: ALL, may: 'requirements.open_round', form: roundForm, again: pages.blank, handle: pages.open }),
  route({ method: 'get', path: ROUND, may: 'requirements.rounds', load, query: roundQuery, handle: pages.show }),
  route({ method: 'get', path: `${ROUND}/listado.xlsx`, may: 'requirements.rounds', load, handle: pages.exportXlsx }),
  route({ method: 'get', path: `${ROUND}/comparacion`, may: 'requirements.rounds', load, query: compareQuery, handle: pages.compare }),
  route({ method: 'get', path: `${ROUND}/cierre`, may: 'requirements.close_round', load, handle: pages.closing }),
  route({ method: 'post', path: `${ROUND}/cierre`, may: 'requirements.close_round', load, again: pages.closing, handle: pages.close }),
  route({ method: 'get', path: ANSWER, may: 'requirements.rounds', load: loadAnswer, handle: pages.answering }),
  route({ method: 'post', path: ANSWER, may: 'requirements.answer', load: loadAnswer, form: answerForm, again: pages.answering, handle: pages.give }),
  route({ method: 'post', path: `${ANSWER}/evidencias`, may: 'requirements.answer', load: loadAnswer, form: evidenceForm, again: pages.answering, handle: pages.attach }),
  route({ method: 'post', path: `${ANSWER}/evidencias/retiro`, may: 'requirements.answer', load: loadAnswer, form: dropEvidenceForm, again: pages.answering, handle: pages.detach }),
]; // prettier-ignore
