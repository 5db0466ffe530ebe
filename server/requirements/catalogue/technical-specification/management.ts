// Sections 1-14 of the technical specification: management requirements, for the Ministry and the territorial entities alike.
import type { SectionData } from '../clause.ts';

/**
 * Letters as in the source; its unlettered paragraphs are numbered in order, also one that introduces letters.
 * Source: Especificaciones técnicas del proceso de gestión de la calidad del servicio educativo, requisitos de gestión.
 */
// prettier-ignore
export const management: readonly SectionData[] = [
  { id: 'G1', topic: 'documents', es: 'Control de documentos', en: 'Document control', parts: [
    ['.1', 'Un procedimiento documentado y en uso fija cómo se controlan los documentos.', 'A documented procedure, in use, lays down how documents are controlled.'],
    ['a', 'Ningún documento se emite sin que alguien apruebe antes que es adecuado.', 'No document is issued before somebody has approved it as adequate.'],
    ['b', 'Los documentos se revisan, se ponen al día y pasan otra vez por aprobación.', 'Documents are reviewed, brought up to date and approved again.'],
    ['c', 'De cada documento se sabe qué cambió y en qué estado de revisión está.', 'Each document shows what changed and its current revision state.'],
    ['d', 'Quien usa un documento encuentra en su lugar de trabajo la versión que aplica.', 'People find the applicable version where they use it.'],
    ['e', 'Los documentos se pueden leer y reconocer siempre.', 'Documents can always be read and recognised.'],
    ['f', 'Los documentos que vienen de fuera están identificados y se sabe a quién se entregaron.', 'Documents from outside are identified and their distribution is controlled.'],
    ['g', 'Nadie usa por error un documento obsoleto; el que se guarda lleva su marca.', 'Nobody uses an obsolete document by mistake; one that is kept is marked.'],
  ] },
  { id: 'G2', topic: 'records', es: 'Control de registros', en: 'Records control', parts: [
    ['a', 'Un procedimiento documentado, conforme a la ley de archivo, cubre la vida del registro desde que se recibe hasta su disposición.', 'A documented procedure, within archive law, covers a record from reception to disposition.'],
    ['b', 'Los registros prueban la conformidad y el funcionamiento; se leen, se identifican y se recuperan.', 'Records prove conformity and operation; they can be read, identified and retrieved.'],
    ['c', 'Los registros muestran con qué procedimiento se controló el servicio y si resultó conforme.', 'Records show which procedure controlled the service and whether it conformed.'],
    ['d', 'Si el servicio no fue conforme, se aplica su control y el registro nombra a la autoridad responsable.', 'Where the service did not conform, its control applies and the record names the responsible authority.'],
  ] },
  { id: 'G3', topic: 'leadership', es: 'Responsabilidad de la dirección', en: 'Management responsibility', parts: [
    ['.1', 'La dirección da pruebas de que está comprometida con los requisitos de calidad.', 'Management gives evidence that it is committed to the quality requirements.'],
    ['a', 'Hace saber a quienes trabajan para la entidad que importan lo que pide el cliente y lo que manda la ley.', 'It tells those who work for the entity why client and legal requirements matter.'],
    ['b', 'Fija la política de calidad.', 'It sets the quality policy.'],
    ['c', 'Se asegura de que haya objetivos de calidad.', 'It makes sure that there are quality objectives.'],
    ['d', 'Hace las revisiones por la dirección.', 'It carries out management reviews.'],
    ['e', 'Se asegura de que haya recursos.', 'It makes sure that resources are available.'],
    ['f', 'Hace crecer la satisfacción del cliente cumpliendo lo que este requiere.', 'It raises client satisfaction by meeting what clients require.'],
    ['g', 'Cada quien que dirige, ejecuta o verifica conoce su responsabilidad y su autoridad.', 'Everyone who directs, performs or verifies knows their responsibility and authority.'],
    ['h', 'Un miembro de la dirección responde por los procesos que exige la especificación.', 'A member of management answers for the processes that the specification demands.'],
  ] },
  { id: 'G4', topic: 'resources', es: 'Gestión de los recursos', en: 'Resource management', parts: [
    ['.1', 'Se determinan y se entregan los recursos para implementar, mantener y verificar los requisitos.', 'Resources to implement, maintain and verify the requirements are determined and provided.'],
  ] },
  { id: 'G5', topic: 'people', es: 'Recursos humanos', en: 'Human resources', parts: [
    ['.1', 'Quien influye en la calidad o la controla es competente.', 'Whoever affects or controls quality is competent.'],
    ['a', 'Está definida la competencia que cada trabajo necesita.', 'The competence that each kind of work needs is determined.'],
    ['b', 'Lo que falta se cubre con formación u otra acción.', 'What is missing is met by training or other action.'],
    ['c', 'Hay registros de la educación, la formación, las habilidades y la experiencia de cada persona.', 'There are records of each person’s education, training, skills and experience.'],
  ] },
  { id: 'G6', topic: 'process', es: 'Control de la realización del proceso', en: 'Control of the process', parts: [
    ['.1', 'El proceso se planifica y se lleva a cabo en condiciones controladas.', 'The process is planned and carried out under controlled conditions.'],
    ['a', 'Hay información que dice cómo es el proceso.', 'There is information that says what the process is like.'],
    ['b', 'Hay instrucciones de trabajo donde hacen falta.', 'There are work instructions where they are needed.'],
    ['c', 'Se trabaja con el equipo adecuado.', 'Suitable equipment is used.'],
    ['d', 'Se hace seguimiento y se mide.', 'It is monitored and measured.'],
    ['e', 'Están previstas la entrega y lo que viene después de ella.', 'Delivery and what follows it are provided for.'],
  ] },
  { id: 'G7', topic: 'purchasing', es: 'Adquisición de bienes y servicios', en: 'Purchasing of goods and services', parts: [
    ['.1', 'Lo que se compra cumple lo especificado, y se inspecciona para comprobarlo.', 'What is bought meets its specification, and is inspected to make sure.'],
    ['.2', 'Los proveedores se eligen de manera objetiva, con criterios de selección, evaluación y reevaluación, y queda registro.', 'Suppliers are chosen objectively, by criteria of selection, evaluation and re-evaluation, and records are kept.',
      { note: { es: 'Es objetiva la selección que escoge la oferta más favorable a la entidad, sin afectos ni intereses.', en: 'Selection is objective when it takes the offer most favourable to the entity, free of affection or interest.' } }],
  ] },
  { id: 'G8', topic: 'traceability', es: 'Identificación y trazabilidad', en: 'Identification and traceability', parts: [
    ['.1', 'Un solo método permite recuperar todo lo relevante sobre cómo se realizó el proceso.', 'One single method recovers all relevant information on how the process was carried out.'],
  ] },
  { id: 'G9', topic: 'measurement', es: 'Medición, análisis y mejora', en: 'Measurement, analysis and improvement', parts: [
    ['.1', 'Las características del proceso se miden y se siguen con procedimientos documentados, y se demuestra que cumplen.', 'Process characteristics are measured and followed by documented procedures, and shown to comply.'],
    ['.2', 'Hay evidencia frente a los criterios de aceptación, y el registro nombra a quien autorizó.', 'There is evidence against the acceptance criteria, and the record names who authorised.'],
  ] },
  { id: 'G10', topic: 'nonconforming', es: 'Servicio no conforme', en: 'Nonconforming service', parts: [
    ['.1', 'El servicio no conforme se identifica y se trata según un procedimiento con controles, responsables y autoridades, también si ya se entregó.', 'Nonconforming service is identified and treated by a procedure with controls, responsibilities and authorities, also after delivery.'],
  ] },
  { id: 'G11', topic: 'prevention', es: 'Acciones preventivas', en: 'Preventive action', parts: [
    ['.1', 'Un procedimiento documentado rige las acciones que quitan las causas de lo que podría fallar, en proporción a sus efectos.', 'A documented procedure governs action that removes causes of what might fail, in proportion to its effects.'],
    ['a', 'Se identifica lo que podría fallar y por qué.', 'What might fail, and why, is identified.'],
    ['b', 'Se decide si hay que actuar para que no ocurra.', 'The need to act so that it does not happen is weighed.'],
    ['c', 'Se define la acción y se lleva a cabo.', 'The action is determined and carried out.'],
    ['d', 'Queda registro de lo que se logró.', 'What was achieved is recorded.'],
    ['e', 'Se revisa si la acción fue eficaz.', 'The effectiveness of the action is reviewed.'],
  ] },
  { id: 'G12', topic: 'correction', es: 'Acciones correctivas', en: 'Corrective action', parts: [
    ['.1', 'Un procedimiento documentado rige las acciones que quitan la causa de lo que falló para que no se repita, en proporción a sus efectos.', 'A documented procedure governs action that removes the cause of what failed so that it does not recur, in proportion to its effects.'],
    ['a', 'Se revisa lo que falló.', 'What failed is reviewed.'],
    ['b', 'Se encuentra por qué falló.', 'Why it failed is found out.'],
    ['c', 'Se decide si hay que actuar para que no se repita.', 'The need to act so that it does not recur is weighed.'],
    ['d', 'Se define la acción y se lleva a cabo.', 'The action is determined and carried out.'],
    ['e', 'Queda registro de lo que se logró.', 'What was achieved is recorded.'],
    ['f', 'Se revisan las acciones tomadas.', 'The actions taken are reviewed.'],
  ] },
  { id: 'G13', topic: 'complaints', es: 'Tratamiento de quejas', en: 'Complaints', parts: [
    ['.1', 'Las quejas se reciben y se tratan con procedimientos documentados al día, con evidencia y con un registro consecutivo de cada queja y su tratamiento.', 'Complaints are received and treated by up-to-date documented procedures, with evidence and a consecutive register of each complaint and its treatment.'],
  ] },
  { id: 'G14', topic: 'audits', es: 'Auditorías internas de calidad', en: 'Internal quality audits', parts: [
    ['.1', 'Se audita a intervalos planificados si lo especificado está implementado y funciona.', 'Audits at planned intervals find out whether the specification is in place and works.'],
    ['.2', 'Un procedimiento documentado dice quién planifica y realiza las auditorías, qué registros deja y cómo informa.', 'A documented procedure says who plans and carries out audits, what they record and how they report.'],
    ['.3', 'Se conservan los registros de las auditorías y de sus resultados.', 'Records of the audits and their results are kept.'],
    ['.4', 'El programa pesa el estado y la importancia de cada proceso y lo hallado antes; los auditores son imparciales y no auditan su trabajo.', 'The programme weighs each process’s state and importance and earlier findings; auditors are impartial and never audit their own work.'],
    ['.5', 'El líder del proceso auditado corrige sin demora; el seguimiento verifica las acciones e informa.', 'The leader of the audited process corrects without delay; follow-up verifies the actions and reports.'],
  ] },
];
