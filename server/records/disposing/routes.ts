// The route table of transfer, disposal, holds and legibility; inventories before the public are for everyone.
import { route } from '../../platform/http/route.ts';
import { loadRecord } from '../queries/records.ts';
import * as forms from './forms.ts';
import * as disposals from './pages/disposals.ts';
import * as holds from './pages/holds.ts';
import * as open from './pages/public.ts';
import * as transfers from './pages/transfers.ts';
import {
  loadDisposal,
  loadHold,
  loadObservation,
  loadPublished,
  loadTransfer,
  loadTransferLine,
} from './queries/disposals.ts';

const disposal = { load: loadDisposal } as const;
const transfer = { load: loadTransfer } as const;
const line = { load: loadTransferLine } as const;
const record = { load: loadRecord } as const;
const hold = { load: loadHold } as const;
const observation = { load: loadObservation } as const;
const published = { load: loadPublished } as const;
/** A neighbour with something to say, not a machine. */
const limit = { max: 10, minutes: 10 };

// prettier-ignore
export const disposing = [
  route({ method: 'get', path: '/disposicion', may: 'records.read_disposals', query: forms.listQuery, handle: disposals.index }),
  route({ method: 'get', path: '/disposicion/vencimientos', may: 'records.read_disposals', query: forms.dueQuery, handle: disposals.due }),
  route({ method: 'post', path: '/disposicion/inventarios', may: 'records.prepare_disposal', form: forms.unitsForm, again: disposals.dueAgain, handle: disposals.prepared }),
  route({ method: 'get', path: '/disposicion/:code', may: 'records.read_disposals', ...disposal, handle: disposals.show }),
  route({ method: 'get', path: '/disposicion/:code/lineas/:unit/retiro', may: 'records.prepare_disposal', ...disposal, handle: disposals.askDropLine }),
  route({ method: 'post', path: '/disposicion/:code/lineas/:unit/retiro', may: 'records.prepare_disposal', ...disposal, form: forms.reasonForm, again: disposals.askDropLine, handle: disposals.droppedLine }),
  route({ method: 'get', path: '/disposicion/:code/desistimiento', may: 'records.prepare_disposal', ...disposal, handle: disposals.askDrop }),
  route({ method: 'post', path: '/disposicion/:code/desistimiento', may: 'records.prepare_disposal', ...disposal, form: forms.reasonForm, again: disposals.askDrop, handle: disposals.dropped }),
  route({ method: 'get', path: '/disposicion/:code/publicacion', may: 'records.prepare_disposal', ...disposal, handle: disposals.askPublish }),
  route({ method: 'post', path: '/disposicion/:code/publicacion', may: 'records.prepare_disposal', ...disposal, again: disposals.askPublish, handle: disposals.published }),
  route({ method: 'get', path: '/disposicion/:code/observaciones/:number', may: 'records.prepare_disposal', ...observation, handle: disposals.askAnswer }),
  route({ method: 'post', path: '/disposicion/:code/observaciones/:number', may: 'records.prepare_disposal', ...observation, form: forms.answerForm, again: disposals.askAnswer, handle: disposals.answered }),
  route({ method: 'get', path: '/disposicion/:code/eliminacion', may: 'records.dispose', ...disposal, handle: disposals.askDispose }),
  route({ method: 'post', path: '/disposicion/:code/eliminacion', may: 'records.dispose', ...disposal, form: forms.signatureForm, again: disposals.askDispose, handle: disposals.disposed }),
  route({ method: 'get', path: '/transferencias/vencimientos', may: 'records.read_disposals', query: forms.dueQuery, handle: disposals.dueForTransfer }),
  route({ method: 'post', path: '/transferencias/inventarios', may: 'records.prepare_disposal', form: forms.unitsForm, again: disposals.transferAgain, handle: disposals.preparedTransfer }),
  route({ method: 'get', path: '/transferencias/historicas/vencimientos', may: 'records.read_disposals', query: forms.dueQuery, handle: disposals.dueForHistory }),
  route({ method: 'post', path: '/transferencias/historicas/inventarios', may: 'records.prepare_disposal', form: forms.unitsForm, again: disposals.historyAgain, handle: disposals.preparedHistory }),
  route({ method: 'get', path: '/transferencias/:code', may: 'records.read_disposals', ...transfer, handle: transfers.show }),
  route({ method: 'get', path: '/transferencias/:code/inventario.xlsx', may: 'records.read_disposals', ...transfer, handle: transfers.inventory }),
  route({ method: 'get', path: '/transferencias/:code/lineas/:unit/seleccion', may: 'records.prepare_disposal', ...line, handle: transfers.askSelection }),
  route({ method: 'post', path: '/transferencias/:code/lineas/:unit/seleccion', may: 'records.prepare_disposal', ...line, form: forms.selectionForm, again: transfers.askSelection, handle: transfers.selected }),
  route({ method: 'get', path: '/transferencias/:code/recepcion', may: 'records.receive_transfer', ...transfer, handle: transfers.askReceive }),
  route({ method: 'post', path: '/transferencias/:code/recepcion', may: 'records.receive_transfer', ...transfer, form: forms.signatureForm, again: transfers.askReceive, handle: transfers.received }),
  route({ method: 'get', path: '/transferencias/:code/desistimiento', may: 'records.prepare_disposal', ...transfer, handle: transfers.askDrop }),
  route({ method: 'post', path: '/transferencias/:code/desistimiento', may: 'records.prepare_disposal', ...transfer, form: forms.reasonForm, again: transfers.askDrop, handle: transfers.dropped }),
  route({ method: 'get', path: '/registros/:code/suspension', may: 'records.hold', ...record, handle: holds.ask }),
  route({ method: 'post', path: '/registros/:code/suspension', may: 'records.hold', ...record, form: forms.holdForm, again: holds.ask, handle: holds.set }),
  route({ method: 'get', path: '/suspensiones/:hold/levantamiento', may: 'records.lift_hold', ...hold, handle: holds.askLift }),
  route({ method: 'post', path: '/suspensiones/:hold/levantamiento', may: 'records.lift_hold', ...hold, form: forms.reasonForm, again: holds.askLift, handle: holds.lifted }),
  route({ method: 'get', path: '/registros/:code/legibilidad', may: 'records.read', ...record, handle: holds.legibility }),
  route({ method: 'post', path: '/registros/:code/legibilidad', may: 'records.hold', ...record, handle: holds.again }),
  route({ method: 'get', path: '/eliminaciones', may: 'everyone', handle: open.list }),
  route({ method: 'get', path: '/eliminaciones/:code', may: 'everyone', ...published, handle: open.show }),
  route({ method: 'post', path: '/eliminaciones/:code/observaciones', may: 'everyone', ...published, limit, form: forms.observationForm, again: open.show, handle: open.observed }),
];
