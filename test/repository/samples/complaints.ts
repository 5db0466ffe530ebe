// One complaint for the addresses of the register, and one whose reply was sent.
import { assign, classify } from '../../../server/complaints/classifying.ts';
import { file } from '../../../server/complaints/receiving.ts';
import { sent } from '../../complaints/cast.ts';
import type { SliceSamples } from '../sample-ids.ts';

const made = { code: '', sha256: 'a'.repeat(64) };
const replied = { code: '' };

export const samples: SliceSamples = {
  async make(people) {
    const petitioner = { name: 'Ana Muestra', document: '', email: '', phone: '', address: 'Calle 1' };
    const { code } = await file({
      kind: 'claim',
      subject: 'Cupo escolar',
      body: 'No hubo cupo.',
      anonymous: false,
      reserved: true,
      petitioner,
      consent: 1,
      files: [{ sha256: made.sha256, name: 'carta.pdf', type: 'application/pdf', bytes: 10 }],
    });
    made.code = code;
    await classify(code, { kind: 'claim', process: null, reason: '' }, people.quality);
    await assign(code, { kind: 'person', id: people.leader.id }, people.quality);
    replied.code = await sent({ ...people, process: '' });
  },
  paths: [
    [/^\/pqrsd\/:code\/calificacion$/, () => Promise.resolve(replied)],
    [/^\/pqrsd\/:code/, () => Promise.resolve(made)],
    [/^\/solicitudes\/consulta\/:code/, () => Promise.resolve(made)],
  ],
};
