// The routes that anybody may ask.
import { complaintUpload, completeForm, filingForm, rateForm } from '../complaints/index.ts';
import { route } from '../platform/http/route.ts';
import { followForm, tokenQuery } from './forms.ts';
import * as copies from './pages/copies.ts';
import * as filing from './pages/filing.ts';
import * as following from './pages/following.ts';

/** A person with a pile of paper, not a machine that tries tokens. */
const limit = { max: 60, minutes: 10 };
/** A public library files for its neighbours; a machine does not fill the register. */
const files = { max: 20, minutes: 60 };
/** With 80 bits to guess, thirty tries are for those who misread their own slip. */
const tries = { max: 30, minutes: 15 };
const everyone = { may: 'everyone' } as const;
const ONE = '/solicitudes/consulta/:code';

export const routes = [
  route({ method: 'get', path: '/v', ...everyone, query: tokenQuery, handle: copies.ask }),
  route({ method: 'get', path: '/v/:token', ...everyone, limit, handle: copies.answer }),
  route({ method: 'get', path: '/solicitudes', ...everyone, handle: filing.start }),
  route({ method: 'get', path: '/solicitudes/nueva', ...everyone, handle: filing.blank }),
  route({ method: 'post', path: '/solicitudes', ...everyone, limit: files, upload: complaintUpload, form: filingForm, again: filing.blank, repeated: filing.sentAgain, handle: filing.send }),
  route({ method: 'get', path: '/solicitudes/recibida', ...everyone, handle: filing.received }),
  route({ method: 'get', path: '/solicitudes/consulta', ...everyone, handle: following.ask }),
  route({ method: 'post', path: '/solicitudes/consulta', ...everyone, limit: tries, form: followForm, again: following.ask, handle: following.open }),
  route({ method: 'get', path: ONE, ...everyone, handle: following.show }),
  route({ method: 'get', path: `${ONE}/archivos/:sha256`, ...everyone, limit, handle: following.sendFileOf }),
  route({ method: 'post', path: `${ONE}/complemento`, ...everyone, limit: files, upload: complaintUpload, form: completeForm, again: following.show, handle: following.add }),
  route({ method: 'post', path: `${ONE}/recibido`, ...everyone, limit: files, again: following.show, handle: following.acknowledge }),
  route({ method: 'post', path: `${ONE}/calificacion`, ...everyone, limit: files, form: rateForm, again: following.show, handle: following.score }),
]; // prettier-ignore
