// Texts of the example, invented: a policy, a format, an instruction and the change that a new version of the PAM procedure makes.

export const POLICY = `# Compromiso

La Secretaría de Educación de Valle Alto planea, presta y mejora el servicio educativo para que niñas, niños y jóvenes aprendan lo que esperan y lo que la ley pide.

# Principios

- Cada procedimiento tiene una versión vigente y alguien que responde por ella.
- Lo que no cumple se corrige, y se busca por qué pasó.
- Las decisiones se apoyan en datos y se explican a la comunidad.

# Revisión

El Comité Directivo revisa esta política cada año, con los resultados de las auditorías y de los indicadores.
`;

export const FORMAT = `# Datos de la reunión

Fecha, lugar, tema, quién convoca.

# Asistentes

| Nombre | Cargo | Entidad o establecimiento | Firma |
| --- | --- | --- | --- |
|  |  |  |  |

# Compromisos

| Qué | Quién | Para cuándo |
| --- | --- | --- |
|  |  |  |
`;

export const INSTRUCTION = `# Antes de la visita

Lea el PMI del establecimiento y el informe de la visita anterior. Acuerde la fecha con la rectora o el rector.

# Durante la visita

1. Revise con el equipo directivo el avance de cada meta.
2. Anote lo que impide avanzar y quién lo resuelve.
3. Deje copia del acta firmada.

# Después de la visita

Registre la asistencia técnica antes de cinco días hábiles y programe el seguimiento.
`;

/** A later text of the instruction: one more step, and another term. */
export const INSTRUCTION_2 = INSTRUCTION.replace(
  '3. Deje copia del acta firmada.',
  '3. Revise las evidencias que respaldan cada avance.\n4. Deje copia del acta firmada.',
).replace('cinco días hábiles', 'tres días hábiles');
