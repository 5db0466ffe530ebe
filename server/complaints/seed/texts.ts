// The words of the example's petitions: invented, as the people in them.
import type { Petitioner } from '../complaint.ts';
import type { Kind } from '../rules/terms.ts';

export interface Example {
  kind: Kind;
  subject: string;
  body: string;
  /** Code of the process that it touches. */
  process: string;
  /** Name of whoever files it; empty for an anonymous one. */
  who: string;
  reserved?: boolean;
}

export const EXAMPLES = {
  route: { kind: 'claim', subject: 'La visita de asistencia técnica no llegó', body: 'La institución esperaba la visita el 12 y nadie avisó que se aplazaba. El equipo directivo perdió la mañana.', process: 'D02.03', who: 'Rubiela Castaño Vélez' },
  delay: { kind: 'complaint', subject: 'Trato en la ventanilla de inspección', body: 'Pedí orientación sobre una licencia y me hicieron volver tres veces por el mismo papel.', process: 'F01.03', who: 'Álvaro Duque Rincón' },
  copies: { kind: 'information', subject: 'Copia del último informe de resultados del PAM', body: 'Solicito copia del informe de seguimiento del plan de apoyo al mejoramiento del año pasado.', process: 'D02.01', who: 'Veeduría Educativa Valle Alto' },
  unclear: { kind: 'petition', subject: 'Cambio de jornada', body: 'Quiero cambiar a mi hijo de jornada.', process: 'C02.02', who: 'Nelly Gaitán Cobo' },
  elsewhere: { kind: 'report', subject: 'Transporte sin revisión', body: 'Un bus que presta servicio particular lleva estudiantes sin revisión al día.', process: 'F01.03', who: '' },
  long: { kind: 'petition', subject: 'Apoyo para adecuar el aula de primera infancia', body: 'La sede rural necesita apoyo para adecuar el aula. Adjuntamos la solicitud del consejo directivo.', process: 'D02.03', who: 'Consejo directivo, sede El Mirador' },
  reserved: { kind: 'complaint', subject: 'Cobros no autorizados', body: 'En la institución piden dinero para entregar boletines. Temo represalias contra mi hija.', process: 'F01.03', who: 'Marina Osorio Pava', reserved: true },
  twice: { kind: 'petition', subject: 'Cambio de jornada (repetida)', body: 'Se envió dos veces la misma solicitud.', process: 'C02.02', who: 'Nelly Gaitán Cobo' },
  opinion: { kind: 'consultation', subject: 'Alcance del comité de capacitación', body: '¿El comité territorial de capacitación debe aprobar los cursos que ofrece una universidad?', process: 'D02.05', who: 'Gerardo Ruiz Ocampo' },
  idea: { kind: 'suggestion', subject: 'Publicar el calendario de visitas', body: 'Sería útil ver en la página cuándo visita la Secretaría cada institución.', process: 'D02.03', who: '' },
  data: { kind: 'data_claim', subject: 'Corregir mi correo', body: 'El correo que tienen registrado no es mío y allí llegan mis respuestas.', process: 'N02.01', who: 'Claudia Restrepo Mejía' },
  praise: { kind: 'compliment', subject: 'Gracias por el acompañamiento', body: 'El equipo de mejoramiento nos ayudó a escribir metas claras.', process: 'D02.03', who: 'Rectoría, Institución Educativa El Mirador' },
  new: { kind: 'claim', subject: 'Demora en la respuesta sobre un cupo', body: 'Hace un mes entregué los papeles del cupo y no sé en qué va.', process: 'C02.02', who: 'Yolima Pérez Arce' },
} as const satisfies Record<string, Example>; // prettier-ignore

export const REPLIES: Readonly<Record<'route' | 'delay' | 'copies' | 'opinion' | 'data', string>> = {
  route: 'La visita se aplazó por un derrumbe en la vía y no se avisó a tiempo. Se reprogramó y desde ahora quien coordina confirma cada visita el día anterior.',
  delay: 'Usted tiene razón: la lista de documentos no estaba publicada. Ya está en la ventanilla y en la página, y su trámite quedó radicado.',
  copies: 'Adjuntamos copia del informe de seguimiento del PAM. Los anexos pueden consultarse en la oficina de calidad.',
  opinion: 'El comité da concepto sobre los programas de formación del plan territorial. Los cursos libres que no hacen parte de él no lo requieren.',
  data: 'Corregimos el correo electrónico en el sistema de atención y dejamos constancia del cambio.',
}; // prettier-ignore

export function petitionerOf(name: string): Petitioner | null {
  if (!name) return null;
  const mailbox = name.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').trim().replaceAll(' ', '.');
  return { name, document: '', email: `${mailbox}@vecinos.example`, phone: '', address: 'Valle Alto' };
} // prettier-ignore
