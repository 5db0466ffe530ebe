// What the example's audits say; all of it invented.
import type { Grade, Result } from '../rules/states.ts';

export const CRITERIA = ['technical-specification'];

export const AGENDA = [
  { after: 0, time: '08:00', what: 'Reunión de apertura', who: 'Líder del proceso y equipo' },
  { after: 0, time: '09:00', what: 'Revisión de documentos y registros', who: 'Profesionales del proceso' },
  { after: 1, time: '08:00', what: 'Entrevistas y muestra de expedientes', who: 'Profesionales del proceso' },
  { after: 2, time: '15:00', what: 'Reunión de cierre', who: 'Líder del proceso y equipo' },
];

export const DONE = {
  title: 'Apoyo a los planes de mejoramiento',
  process: 'D02.03',
  sections: ['Planeación del apoyo', 'Registros y resultados'],
  questions: [
    '¿El cronograma de visitas sale del análisis de necesidades?',
    '¿Cada visita deja su acta y su lista de asistencia?',
    '¿Se conoce la versión en vigencia del procedimiento?',
    '¿El establecimiento califica la asistencia recibida?',
    '¿Los resultados alimentan el perfil del sector?',
    '¿Se revisa el avance de los PMI cada periodo?',
  ],
  answers: [
    { result: 'conforming', evidence: 'Cronograma aprobado y matriz de necesidades', note: '' },
    { result: 'nonconforming', evidence: 'De 12 expedientes, 3 visitas sin acta', note: '' },
    { result: 'conforming', evidence: 'Procedimiento consultado en el puesto', note: '' },
    { result: 'observation', evidence: 'La calificación se pide por correo y no todas llegan', note: '' },
    { result: 'conforming', evidence: 'Perfil del sector, capítulo 4', note: '' },
    { result: 'not_applicable', evidence: '', note: 'El periodo de revisión aún no ha terminado' },
  ] satisfies { result: Result; evidence: string; note: string }[],
  findings: [
    {
      grade: 'minor' as Grade, clause: 'T63', requirement: '', line: 1,
      statement: 'Tres de doce visitas revisadas no tienen acta ni lista de asistencia.', evidence: 'Expedientes 04, 07 y 11 del plan de visitas.',
    },
    {
      grade: 'observation' as Grade, clause: null, requirement: 'Calificación de la asistencia técnica', line: 3,
      statement: 'La calificación de los establecimientos depende de un correo que no siempre se responde.', evidence: 'Nueve respuestas de quince solicitudes.',
    },
    {
      grade: 'strength' as Grade, clause: null, requirement: 'Planeación', line: null,
      statement: 'El análisis de necesidades se hace con los rectores y queda escrito.', evidence: 'Actas de las tres mesas de trabajo.',
    },
  ],
  replies: [
    { number: 1, accepts: true, text: 'Se acepta. Las actas se levantarán al terminar cada visita.', correction: 'Se reconstruyeron dos actas con los asistentes.' },
    { number: 2, accepts: true, text: 'Se acepta. Se estudiará recogerla durante la visita.', correction: '' },
  ],
  conclusion: 'El proceso cumple lo especificado en lo esencial y funciona. La evidencia de las visitas es la debilidad que conviene corregir primero.',
}; // prettier-ignore

export const GOING = {
  title: 'Plan de apoyo al mejoramiento',
  process: 'D02.01',
  clauses: ['T65', 'G2'],
  questions: [
    '¿El plan fue aprobado por el Comité Directivo?',
    '¿Los establecimientos focalizados conocen las acciones?',
  ],
};
