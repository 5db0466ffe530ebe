// Sections 61-72 of the technical specification: technical requirements for the certified territorial entities (ETC).
import type { SectionData } from '../clause.ts';

/**
 * Letters as in the source: section 62 has no c, and section 67 has c twice (the second is c').
 * `registers`: the source obliges to register it in SIGCE or the entity's own system.
 * Source: Especificaciones técnicas del proceso de gestión de la calidad del servicio educativo, requisitos técnicos.
 */
// prettier-ignore
export const territorial: readonly SectionData[] = [
  { id: 'T61', topic: 'assessment', es: 'Gestiona la evaluación interna y externa de los estudiantes.', en: 'Manages the internal and external evaluation of students.', parts: [
    ['a', 'Define las estrategias de evaluación de estudiantes según la norma y las aplica.', 'Defines and applies student evaluation strategies within the rules.'],
    ['b', 'Acompaña a los EE en su sistema institucional de evaluación (SIEE).', 'Accompanies schools in their institutional evaluation system (SIEE).'],
    ['c', 'Sigue cómo funciona el SIEE en EE oficiales y privados.', 'Follows how the SIEE works in public and private schools.'],
    ['d', 'Define cómo se siguen las evaluaciones externas y cómo se leen sus resultados.', 'Defines how external evaluations are followed and how their results are read.'],
    ['e', 'Analiza los resultados externos por EE y en conjunto: fortalezas y mejoras por área y competencia.', 'Analyses external results per school and overall: strengths and improvements by area and competence.'],
    ['f', 'Divulga los resultados externos a la comunidad educativa.', 'Makes external results known to the education community.'],
    ['g', 'Acompaña a los EE para llevar los resultados a acciones de su PMI.', 'Accompanies schools to turn results into actions of their improvement plan (PMI).'],
  ] },
  { id: 'T62', topic: 'assessment', es: 'Gestiona la evaluación de docentes y directivos docentes.', en: 'Manages the evaluation of teachers and school leaders.', parts: [
    ['a', 'Organiza la evaluación mediante resolución, según la norma y los lineamientos.', 'Organises the evaluation by resolution, within rules and guidelines.'],
    ['b', 'Capacita a rectores y directores en protocolos y método; la capacitación se planea y programa en el sistema.', 'Trains school heads in protocols and method; the training is planned and scheduled in the system.', { registers: true }],
    ['d', 'Acompaña periódicamente a los EE mientras evalúan el desempeño.', 'Accompanies schools periodically while they evaluate performance.'],
    ['e', 'Verifica que los EE oficiales evalúen, resuelvan recursos y comuniquen resultados.', 'Verifies that public schools evaluate, settle appeals and communicate results.'],
    ['f', 'Analiza los resultados del territorio para decidir mejoras.', 'Analyses the territory’s results to decide on improvements.'],
  ] },
  { id: 'T63', topic: 'improvement', es: 'Diseña cómo acompaña la ruta de mejoramiento de los EE.', en: 'Designs how it accompanies the improvement route of schools.', parts: [
    ['a', 'Orienta la autoevaluación y la elaboración y el seguimiento del PMI.', 'Guides self-assessment and the making and follow-up of the PMI.'],
    ['b', 'Analiza las autoevaluaciones con los reportes del sistema.', 'Analyses self-assessments from the system’s reports.'],
    ['c', 'Acompaña la ejecución, el seguimiento y la evaluación del PMI de los EE escogidos por su necesidad.', 'Accompanies execution, follow-up and evaluation of the PMI of schools selected by need.'],
    ['d', 'Asiste a los EE según la evaluación de desempeño; la asistencia se planea, asigna y sigue en el sistema.', 'Assists schools according to performance evaluation; assistance is planned, assigned and followed in the system.', { registers: true }],
    ['e', 'Sigue los indicadores y las tareas de acompañamiento del PAM que están en el sistema.', 'Follows the PAM’s accompaniment indicators and tasks held in the system.'],
    ['f', 'Sigue cómo los EE evalúan la asistencia técnica.', 'Follows how schools evaluate technical assistance.'],
    ['g', 'Sigue la calificación que cada EE da a la asistencia recibida.', 'Follows the rating that each school gives to the assistance received.'],
    ['h', 'Acompaña los planes de fortalecimiento intercultural de EE con población étnica.', 'Accompanies intercultural strengthening plans of schools with ethnic population.'],
  ] },
  { id: 'T64', topic: 'characterisation', es: 'Elabora la caracterización y el perfil del sector y los registra en el sistema.', en: 'Draws up the characterisation and profile of the sector and registers them in the system.', parts: [
    ['a', 'Con los resultados del SIEE.', 'With the results of the SIEE.'],
    ['b', 'Con los resultados SABER por área y competencia.', 'With SABER results by area and competence.'],
    ['c', 'Con el consolidado del desempeño docente.', 'With the consolidated teacher performance.'],
    ['d', 'Con las condiciones sociales, económicas, políticas y culturales.', 'With social, economic, political and cultural conditions.'],
    ['e', 'Con la cobertura: oferta, metodologías y proyectos para poblaciones especiales.', 'With coverage: offer, methods and projects for special populations.'],
    ['f', 'Con el consolidado de autoevaluaciones y PMI del territorio.', 'With the territory’s consolidated self-assessments and PMIs.'],
  ] },
  { id: 'T65', topic: 'pam', es: 'Gestiona el PAM en el sistema de información.', en: 'Manages the support plan (PAM) in the information system.', parts: [
    ['a', 'Prioriza factores a partir de la caracterización y el perfil.', 'Ranks factors from the characterisation and profile.'],
    ['b', 'Elabora el PAM a partir de la caracterización, el perfil y las prioridades.', 'Draws up the PAM from characterisation, profile and priorities.'],
    ['c', 'Cada componente del PAM tiene objetivos, metas, indicadores, acciones, responsables y recursos.', 'Each component of the PAM has objectives, goals, indicators, actions, responsible people and resources.'],
    ['d', 'Define qué hace sostenible el PAM en lo financiero, técnico y administrativo.', 'Defines what makes the PAM sustainable financially, technically and administratively.'],
    ['e', 'El PAM se elabora en el sistema y se da a conocer a la comunidad educativa.', 'The PAM is drawn up in the system and made known to the education community.'],
    ['f', 'Sigue la ejecución, ajusta y verifica las metas.', 'Follows execution, adjusts and verifies goals.'],
  ] },
  { id: 'T66', topic: 'pei', es: 'Apoya los proyectos educativos (PEI, PIER, etnoeducativos) de EE oficiales y privados.', en: 'Supports the educational projects (PEI, PIER, ethno-educational) of public and private schools.', parts: [
    ['a', 'Identifica qué asistencia necesita cada EE para su PEI, frente a la caracterización y el perfil.', 'Identifies what assistance each school needs for its PEI, against characterisation and profile.'],
    ['b', 'Acompaña la elaboración o el ajuste del proyecto educativo.', 'Accompanies the making or adjustment of the educational project.'],
    ['c', 'Revisa los proyectos educativos y devuelve observaciones en el sistema.', 'Reviews the educational projects and gives feedback in the system.', { registers: true }],
  ] },
  { id: 'T67', topic: 'teacher_training', es: 'Gestiona los planes de formación docente.', en: 'Manages the teacher training plans.', parts: [
    ['a', 'El comité territorial de formación docente existe y funciona.', 'The territorial teacher training committee exists and works.'],
    ['b', 'Prioriza necesidades con SABER, desempeño, autoevaluaciones y perfil.', 'Ranks needs by SABER, performance, self-assessments and profile.'],
    ['c', 'Formula, comunica y ejecuta el PTFD, evalúa si es viable y lo carga en el sistema.', 'Draws up, communicates and executes the training plan (PTFD), weighs its viability and loads it in the system.', { registers: true }],
    ["c'", 'Sigue y evalúa el PTFD y corrige lo que halle.', 'Follows and evaluates the PTFD and corrects what it finds.'],
    ['d', 'El PTFD y el componente de formación del PAM van unidos.', 'The PTFD and the training component of the PAM go together.'],
  ] },
  { id: 'T68', topic: 'competences', es: 'Acompaña a los EE en lo que desarrolla competencias básicas, según la política vigente.', en: 'Accompanies schools in what develops basic competences, under the policy in force.' },
  { id: 'T69', topic: 'projects', es: 'Garantiza los proyectos pedagógicos transversales, unidos al proyecto educativo.', en: 'Ensures cross-cutting pedagogical projects, joined with the educational project.', parts: [
    ['a', 'Define instancias para coordinar con otros sectores.', 'Defines bodies to coordinate with other sectors.'],
    ['b', 'Asiste a los EE junto con otras instituciones.', 'Assists schools together with other institutions.'],
    ['c', 'Sigue las acciones transversales del plan de cada EE.', 'Follows the cross-cutting actions of each school’s plan.'],
  ] },
  { id: 'T70', topic: 'articulation', es: 'Promueve la articulación entre niveles y con otros sectores.', en: 'Promotes articulation between levels and with other sectors.', parts: [
    ['a', 'Identifica qué articulación necesitan los EE para que los estudiantes sigan estudiando.', 'Identifies what articulation schools need so that students can go on studying.'],
    ['b', 'Formaliza alianzas y convenios con entidades de educación, producción y comunidad.', 'Formalises alliances and agreements with bodies of education, production and community.'],
    ['c', 'Desarrolla estrategias que consolidan las alianzas.', 'Develops strategies that consolidate alliances.'],
    ['d', 'Define y aplica una estrategia territorial de articulación entre niveles.', 'Defines and applies a territorial strategy of articulation between levels.'],
    ['e', 'Orienta y forma a directivos y docentes en alianzas y convenios.', 'Guides and trains school leaders and teachers in alliances and agreements.'],
  ] },
  { id: 'T71', topic: 'ict', es: 'Gestiona el uso y la apropiación de medios y TIC.', en: 'Manages the use and uptake of media and ICT.', parts: [
    ['a', 'Diagnostica el uso de medios y TIC en el territorio.', 'Diagnoses the use of media and ICT in the territory.'],
    ['b', 'Define una estrategia y asiste según el diagnóstico.', 'Defines a strategy and assists according to the diagnosis.'],
    ['c', 'Sigue los indicadores y las tareas de medios y TIC.', 'Follows the indicators and tasks of media and ICT.'],
  ] },
  { id: 'T72', topic: 'experiences', es: 'Apoya las experiencias significativas de los EE.', en: 'Supports the significant experiences of schools.', parts: [
    ['a', 'Define y ejecuta cómo evalúa y acompaña las experiencias.', 'Defines and executes how it evaluates and accompanies experiences.'],
    ['b', 'Asiste su desarrollo y difusión y asigna recursos para ello.', 'Assists their development and spreading and assigns resources for it.'],
    ['c', 'Las publica y las comunica a la comunidad educativa.', 'Publishes them and makes them known to the education community.'],
    ['d', 'Gestiona alianzas para proyectos de investigación e innovación.', 'Manages alliances for research and innovation projects.'],
    ['e', 'Sigue la estrategia y la sostenibilidad de las experiencias.', 'Follows the strategy and the sustainability of the experiences.'],
  ] },
];
