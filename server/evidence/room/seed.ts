// The example's reading room: the certifier reads everything as it stands, asked for something and was answered; a pack of G1 waits for its builder.
import { examplePeople } from '../../people/index.ts';
import { actorOf } from '../../platform/access/policy.ts';
import { addDays, addMonths, addWorkingDays, today } from '../../platform/clock.ts';
import { askForPack } from '../packs/asking.ts';
import { answerRequest, askFor } from './asking.ts';
import { openEngagement } from './engaging.ts';

/** The accounts and links of the example must be there. The pack is built by its job, so that filling an example stays quick. */
export async function seedRoom(): Promise<void> {
  const { certifier, quality } = await examplePeople();
  const day = today();
  const room = await openEngagement(
    {
      body: 'Certificadora de los Andes (ejemplo)',
      purpose: 'Visita de certificación, etapa 2',
      accounts: [certifier.id],
      sets: null,
      processes: null,
      from: addMonths(day, -12),
      until: addDays(day, 60),
      cutOff: addDays(day, 60),
      expires: addDays(day, 60),
    },
    actorOf(quality),
  );
  const due = addWorkingDays(day, 5);
  const number = await askFor(room, { clause: 'G1', text: 'Quién aprobó el procedimiento de control de documentos, y con qué versión.', due }, certifier);
  const text = 'El paquete del requisito G1 trae las versiones, sus firmas y su historia.';
  await answerRequest(room, number, { text, codes: [] }, quality);
  await askFor(room, { clause: 'G2', text: 'Muestra de registros de asistencia técnica del último semestre.', due }, certifier);
  await askForPack({ sort: 'clause', of: 'G1', cutOff: day, engagement: room }, 'es', quality);
} // prettier-ignore
