// What the sample pages show: enough of everything to see each part at work.
import { returnedForm } from '../support/sample-pages.ts';

const evil = '"><img src=x onerror=alert(1)>{{7*7}}</script>';

export const samples: Record<string, Record<string, unknown>> = {
  registro: {
    view: 'record',
    title: 'Gestión del plan de apoyo',
    crumbs: [
      { label: 'Inicio', href: '/' },
      { label: 'Listado maestro', href: '/documentos' },
      { label: 'GED-PR-05' },
    ],
    doc: {
      code: 'GED-PR-05',
      title: 'Gestión del plan de apoyo al mejoramiento (PAM)',
      state: { kind: 'info', text: 'En aprobación' },
    },
    facts: [
      { label: 'Versión', value: 3 },
      { label: 'Tipo', value: 'Procedimiento' },
      { label: 'Responsable', value: 'Julián Bermúdez Arce', href: '/personas/1' },
      { label: 'Entra en vigencia', day: '2026-12-01' },
      { label: 'Estado', state: { kind: 'ok', text: 'Vigente' } },
      { label: 'Retención' },
    ],
    steps: [
      {
        state: 'done',
        name: 'Elaboración',
        who: 'Julián Bermúdez',
        position: 'Profesional',
        at: new Date('2026-11-09T15:42:00Z'),
      },
      {
        state: 'done',
        name: 'Revisión técnica',
        who: 'Marcela Ríos',
        position: 'Líder',
        at: new Date('2026-11-13T20:07:00Z'),
      },
      {
        state: 'now',
        name: 'Aprobación',
        who: 'Clara Tobar',
        position: 'Comité Directivo',
        note: 'Pendiente desde ayer',
      },
      { state: 'later', name: 'Emisión', who: 'Ana Martínez', position: 'Profesional de calidad' },
    ],
    tabs: [
      { href: '/a', label: 'Contenido', current: true },
      { href: '/b', label: 'Versiones', count: 3 },
      { href: '/c', label: 'Trazabilidad' },
    ],
    activities: [
      {
        name: 'Analizar la caracterización y el perfil del sector',
        who: 'Profesional especializado',
        date: 'Anual',
        figure: 2345.6,
      },
      { name: 'Priorizar factores', who: 'Profesional universitario', date: 'Trimestral', figure: 12 },
    ],
    tasks: [
      {
        href: '/q/1',
        label: 'Responder la queja Q-2026-0119',
        note: 'Demora en el certificado',
        due: '2026-11-18',
        dueText: 'Venció hace 2 días',
        state: 'bad',
      },
      {
        href: '/q/2',
        label: 'Emitir la versión 2 de GU-TIC-004',
        due: '2026-11-20',
        dueText: 'Vence hoy',
        state: 'warn',
      },
      {
        href: '/q/3',
        label: 'PMI-2026-034',
        note: 'I.E. La Esperanza',
        tag: { kind: 'ok', text: 'En ejecución' },
      },
    ],
    acts: [
      {
        state: 'info',
        at: new Date('2026-11-16T14:21:00Z'),
        text: 'Ana Martínez envió la versión 3 a aprobación',
        note: 'Motivo: cumple la guía',
      },
      { at: new Date('2026-11-09T15:42:00Z'), text: 'Julián Bermúdez creó la versión 3', href: '/v/3' },
    ],
  },
  documentos: {
    view: 'list',
    title: 'Listado maestro de documentos',
    crumbs: [{ label: 'Inicio', href: '/' }, { label: 'Listado maestro' }],
    states: { vigente: 'Vigente', borrador: 'Borrador' },
    form: returnedForm({ q: 'control', estado: 'vigente' }, {}),
    list: {
      number: 2, pages: 9, total: 1215, first: 26, last: 50,
      rows: [
        { href: '/d/1', code: 'PR-GD-001', title: 'Procedimiento de control de documentos', number: 5, day: '2026-08-14', state: { kind: 'ok', text: 'Vigente' } },
        { href: '/d/2', code: 'IN-TI-021', title: 'Copias de seguridad y restauración', number: 2, day: '2024-05-11', state: { kind: 'bad', text: 'Revisión vencida' } },
        { href: '/d/3', code: 'FO-CO-040', title: 'Informe de supervisión', number: 9, day: '2023-02-17', state: { kind: 'off', text: 'Obsoleto' } },
      ],
    },
  }, // prettier-ignore
  matriz: {
    view: 'matrix',
    title: 'Matriz de conformidad',
    figures: [
      { label: 'Documentos vigentes', value: '128', note: '+3 en el mes', href: '/documentos' },
      { label: 'Quejas a tiempo', value: '94\u00a0%', note: 'Meta: 95\u00a0%', state: 'bad' },
    ],
    columns: ['Resultado', 'Procedimiento', 'Registros', 'Competencia', 'Medición', 'Auditoría', 'Acciones'],
    clauses: ['conforming', 'partial', 'nonconforming', 'not_evaluated', 'not_applicable'].map(
      (result, index) => ({
        id: `G1${'abcde'[index]}`,
        name: 'Aprobar antes de emitir',
        result,
        count: index * 9 + 2,
      }),
    ),
  },
  formulario: {
    view: 'form',
    title: 'Presentar una queja',
    links: [{ href: '/consultar', label: 'Consultar mi queja' }],
    processes: [{ value: 'd02', label: 'Calidad educativa' }, { value: 'n02', label: 'Archivo' }],
    ways: { correo: 'Por correo electrónico', direccion: 'En mi dirección' },
    topics: ['Matrícula', 'Transporte', 'Alimentación'],
    results: [
      { value: 'no-evaluado', label: 'No evaluado', state: 'off' },
      { value: 'no-aplica', label: 'No aplica', state: 'info' },
      { value: 'conforme', label: 'Conforme', state: 'ok' },
      { value: 'no-conforme', label: 'No conforme', state: 'bad' },
    ],
    rows: [0, 1],
    effects: ['Doce personas recibirán el aviso.', 'Las copias de la versión 2 quedan obsoletas.'],
    form: returnedForm(
      { where: 'I.E. Rural El Guamal', email: 'rosa.lemus', day: '2026-11-20', process: 'n02', via: 'correo', topics: ['Transporte'], result: 'conforme', task: ['Revisar', 'Firmar'], owner: ['Ana', 'Luis'], what: '' },
      { what: ['Escriba qué pasó'], email: ['Escriba el correo completo, por ejemplo nombre@correo.co'], 'owner.1': ['Escriba el nombre completo'], '': ['La persona que firma no puede ser quien elaboró'] },
    ),
  }, // prettier-ignore
  inerte: {
    view: 'inert',
    title: evil,
    evil,
    evilLink: ' javascript:alert(1)',
    dataLink: 'data:text/html,x',
    block: { evil },
    form: returnedForm({}, { evil: [evil] }),
  },
};
