// The documented procedures: what their sources state is kept exactly, and our own say what the software does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PLAN_DAYS, VERIFY_DAYS } from '../../server/actions/rules/dates.ts';
import { LEADER_AFTER, OFFICE_AFTER } from '../../server/actions/rules/reminding.ts';
import { levelOf } from '../../server/actions/rules/risk.ts';
import { terms as auditTerms } from '../../server/audits/settings.ts';
import { FIRST_TABLE } from '../../server/complaints/rules/terms.ts';
import { flowOf, NOT_STATED, parseText, recordsOf, writeText } from '../../server/documents/text/index.ts';
import type { ProcedureHeader } from '../../server/documents/text/index.ts';

import { DAYS_PUBLISHED } from '../../server/records/disposing/rules.ts';
import { partsOfClause } from '../../server/requirements/index.ts';

const root = join(import.meta.dirname, '../../procedures');
const codes = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

function textOf(code: string): string {
  return readFileSync(join(root, code, 'procedure.md'), 'utf8');
}

function headerOf(code: string): ProcedureHeader {
  const { header } = parseText(textOf(code));
  if (!header) throw new Error(`${code} has no header`);
  return header;
}

function activity(header: ProcedureHeader, number: string) {
  const found = header.activities.find((one) => one.number === number);
  if (!found) throw new Error(`no activity ${number}`);
  return found;
}

describe('the documented procedures', () => {
  for (const code of codes) {
    it(`${code} reads without a problem, under its own code`, () => {
      const { header, problems } = parseText(textOf(code));
      expect(problems).to.deep.equal([]);
      expect(header?.code).to.equal(code);
    });

    it(`${code} comes back the same after it is written`, () => {
      const { header, sections } = parseText(textOf(code));
      expect(parseText(writeText(header, sections))).to.deep.equal({ header, sections, problems: [] });
    });

    it(`${code} has a flow in which every line has two ends and every activity a way on`, () => {
      const { nodes, edges } = flowOf(headerOf(code));
      const ids = new Set(nodes.map(({ id }) => id));
      expect(ids.size).to.equal(nodes.length);
      expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).to.deep.equal([]);
      const ends = nodes.filter(({ id }) => !edges.some(({ from }) => from === id));
      expect(ends.every(({ kind, note }) => kind === 'end' || kind === 'open' || note)).to.equal(true);
    });
  }

  it('I1-I11: D02.03 supports the PMI in ten activities with the positions of its source', () => {
    const header = headerOf('D02.03');
    expect([header.version, header.date, header.owner]).to.deep.equal([NOT_STATED, NOT_STATED, NOT_STATED]);
    expect(header.activities.map(({ number }) => number).join()).to.equal('1,2,3,4,5,6,7,8,9,10');
    expect(activity(header, '4').responsible).to.deep.equal(['Líder de Calidad Educativa']);
    expect(activity(header, '10').period).to.equal('Anual');
    expect([header.changes, header.elaborated, header.reviewed, header.approved]).to.deep.equal([
      [],
      [],
      [],
      [],
    ]);
  });

  it('I1, I7-I10: D02.03 names what passes between it and its neighbours', () => {
    const header = headerOf('D02.03');
    const codeOf = ({ process }: { process: string }) => /^[A-Z]\d\d(\.\d\d)?/.exec(process)?.[0] ?? process;
    expect(activity(header, '1').receives.map(codeOf)).to.have.members([
      'D01.03',
      'D02.02',
      'D01.04',
      'C02.02',
      'F01.03',
      'D02.05',
    ]);
    expect(activity(header, '3').receives.map(codeOf)).to.deep.equal(['A03']);
    expect(activity(header, '7').delivers.map(codeOf)).to.deep.equal(['E02.01']);
    expect(activity(header, '8').delivers.map(codeOf)).to.deep.equal(['N01.04', 'N01.02']);
    expect(activity(header, '9').delivers.map(codeOf)).to.include.members([
      'D02.01',
      'D02.02',
      'F01.03',
      'I02.04',
      'D01.04',
    ]);
    expect(activity(header, '10').delivers.map(codeOf)).to.deep.equal(['F01.03']);
  });

  it('I4, I6, I8: D02.03 has its four decisions, the loop back to 5 and the verification again', () => {
    const header = headerOf('D02.03');
    const decided = header.activities.filter(({ decisions }) => decisions.length > 0);
    expect(decided.map(({ number, decisions }) => [number, decisions.length])).to.deep.equal([['4', 1], ['6', 1], ['8', 2]]); // prettier-ignore
    expect(activity(header, '6').decisions[0]).to.deep.include({
      yes: { do: '', to: '7' },
      no: { do: '', to: '5' },
    });
    expect(activity(header, '4').decisions[0]?.no.to).to.equal(NOT_STATED);
    expect(activity(header, '8').decisions[0]?.no).to.deep.include({ to: '8' });
    expect(activity(header, '8').decisions[1]?.yes).to.deep.include({ to: '8' });
    expect(
      activity(header, '8')
        .decisions.flatMap(({ yes, no }) => [yes.do, no.do])
        .join(),
    ).to.match(/N01\.04.*N01\.02/);
  });

  it('I11, I12: D02.03 lists five records with their retention and five external documents with their dates', () => {
    const { records, references } = headerOf('D02.03');
    expect(records).to.have.length(5);
    for (const record of records.slice(0, 4)) {
      expect(record).to.include({
        responsible: 'Técnico administrativo u operativo de Calidad Educativa',
        place: 'Data Center SIGCE',
        retention: 'Definido por administrador CENTRAL SIGCE',
        disposition: 'Definido por administrador CENTRAL SIGCE',
        archive: NOT_STATED,
      });
    }
    expect(records[4]).to.include({ code: 'F01.03.F01', responsible: NOT_STATED, retention: NOT_STATED });
    expect(references.map(({ date }) => date)).to.deep.equal(['2001-12-21', '1994-02-08', '2009-04-16', 'Versión vigente', 'Versión vigente']); // prettier-ignore
    expect(references[0]).to.include({ issuer: 'Congreso de la República' });
  });

  it('P14: SE-GO-P03 is version 04 of 29/09/2023, with the four lines of its control of changes', () => {
    const header = headerOf('SE-GO-P03');
    expect([header.version, header.date, header.modelOf]).to.deep.equal(['04', '2023-09-29', 'PAM']);
    expect(header.changes.map(({ version, date }) => `${version} ${date}`)).to.deep.equal([
      '01 2016-10-19',
      '02 2017-10-02',
      '03 2021-02-10',
      '04 2023-09-29',
    ]);
    expect(header.elaborated.map(({ position }) => position)).to.deep.equal([
      'Asesor Externo Calidad Educativa',
      'Jefe de Calidad Educativa',
    ]);
    expect(header.reviewed).to.deep.equal([
      { position: 'Profesional Universitario Gestión Organizacional', date: NOT_STATED },
    ]);
    expect(header.approved).to.deep.equal([{ position: 'Secretario de Despacho', date: NOT_STATED }]);
  });

  it('P15: SE-GO-P03 has ten activities in order and five records, three more named only by its activities', () => {
    const header = headerOf('SE-GO-P03');
    expect(header.activities).to.have.length(10);
    expect(header.positions).to.have.length(5);
    expect(header.definitions.map(({ term }) => term)).to.have.length(3);
    expect(header.records.map(({ code }) => code)).to.deep.equal([
      'SE-GO-P03-R07',
      NOT_STATED,
      NOT_STATED,
      'SE-GO-P03-R08',
      NOT_STATED,
    ]);
    expect(header.records.every(({ retention, medium, place }) => [retention, medium, place].every((value) => value === NOT_STATED))).to.equal(true); // prettier-ignore
    const rows = recordsOf(header);
    expect(rows.find(({ code }) => code === 'SE-GO-P03-R07')?.activities).to.deep.equal(['1', '4', '5', '9']);
    expect(rows.filter(({ listed }) => !listed).map(({ activities }) => activities.join())).to.deep.equal([
      '7',
      '8',
      '10',
    ]);
    expect(activity(header, '1').period).to.equal('Al iniciar cada periodo de gobierno');
    expect(activity(header, '9').records).to.have.length(3);
  });

  it('P14: GED-EDU-PR-S1-05 keeps both of its dates, both ways of writing its version and its old code', () => {
    const header = headerOf('GED-EDU-PR-S1-05');
    expect([header.version, header.date, header.process, header.modelOf]).to.deep.equal([
      '002',
      '2019-11',
      'Gestión Educación',
      'PAM',
    ]);
    expect(header.dates).to.deep.equal([{ event: 'Historial de cambios, revisión 2', date: '2019-10-30' }]);
    expect(header.changes).to.have.length(1);
    expect(header.changes[0]).to.include({ version: '2', date: '2019-10-30' });
    expect(header.changes[0]?.description).to.include('D02.01').and.to.include('EDU-PR-S1-05');
    expect([header.elaborated, header.reviewed, header.approved]).to.deep.equal([[], [], []]);
  });

  it('P1-P13: GED-EDU-PR-S1-05 has thirteen activities with the positions and periods of its source', () => {
    const header = headerOf('GED-EDU-PR-S1-05');
    const expert = 'Profesional Especializado Código 222 Grado 05';
    const professional = 'Profesional Universitario Código 219 Grado 03';
    const technician = 'Técnico Operativo Código 314 Grado 03';
    const both = [expert, professional];
    expect(header.activities.map(({ responsible }) => responsible)).to.deep.equal([
      both, both, both, both, ['Comité Directivo SED'], [expert], ['Comité Directivo SED'], [technician], [expert],
      [professional], ['Comité Directivo', professional], [expert], [expert],
    ]); // prettier-ignore
    expect(header.activities.map(({ period }) => period)).to.deep.equal([
      'Anual', 'Anual', 'Anual', 'Anual; seguimiento trimestral', 'Anual', 'Anual', 'Anual',
      'Anual, previa autorización o aprobación', 'Anual', 'Trimestral', 'Trimestral', 'Trimestral', 'Trimestral',
    ]); // prettier-ignore
  });

  it('P1, P6, P10, P11: GED-EDU-PR-S1-05 decides in activities 1, 6, 10 and 11, and says where its source is silent', () => {
    const header = headerOf('GED-EDU-PR-S1-05');
    const decisions = header.activities.flatMap((one) =>
      one.decisions.map((decision) => ({ at: one.number, ...decision })),
    );
    expect(decisions.map(({ at }) => at).join()).to.equal('1,6,6,10,11,11');
    const silent = decisions.filter(({ yes, no }) => [yes.to, no.to].includes(NOT_STATED));
    expect(silent.map(({ at }) => at)).to.deep.equal(['1', '11', '11']);
    expect(decisions[1]?.yes.to).to.equal('6');
    expect(decisions[2]?.no.to).to.equal('6');
    expect(decisions[3]?.no.to).to.equal('11');
  });

  it('P15, O7: GED-EDU-PR-S1-05 lists four records, fifteen operational policies and sixteen norms', () => {
    const { records, policies, references, definitions } = headerOf('GED-EDU-PR-S1-05');
    expect(
      records.map(({ code, medium, place, archive }) => [code, medium, place, archive].join('|')),
    ).to.deep.equal(new Array(4).fill(`N/A|Digital|Data Center SIGCE|${NOT_STATED}`));
    expect(policies).to.have.length(15);
    expect(policies.find(({ period }) => period === 'Al menos una vez al año')?.text).to.match(/auditan/);
    expect(references).to.have.length(16);
    expect(definitions).to.have.length(6);
    expect(references.find(({ name }) => name === 'Decreto 1526')?.date).to.equal('2002-07-24');
  });

  it('G1a-G1g: GC-P01 controls documents, and answers each lettered requirement', () => {
    const { header, sections } = parseText(textOf('GC-P01'));
    expect(header?.activities).to.have.length(9);
    expect(header?.records).to.have.length(6);
    expect(header?.modelOf).to.equal('');
    const answers = sections.find(({ id }) => id === 'que-responde-a-cada-requisito')?.markdown ?? '';
    expect(answers.match(/Actividad(es)? \d/g)).to.have.length(7);
  });

  /** Procedure, and the section of management requirements that asks for it. */
  const OWN = { 'GC-P01': 'G1', 'GC-P02': 'G2', 'GC-P03': 'G9', 'GC-P04': 'G10', 'GC-P05': 'G11', 'GC-P06': 'G12', 'GC-P07': 'G13', 'GC-P08': 'G14' } as const; // prettier-ignore

  it('G2, G9, G10, G11, G12, G13, G14: each requirement that asks for a procedure has ours, and it answers every letter', () => {
    for (const [code, section] of Object.entries(OWN)) {
      const answers = bodyOf(code, 'que-responde-a-cada-requisito');
      const rows = answers.split('\n').filter((line) => /Actividad(es)? \d/.test(line));
      const letters = partsOfClause(section).filter(({ id }) => /[a-z]$/.test(id)).length;
      expect(rows.length, code).to.be.at.least(Math.max(letters, 2));
      const numbers = headerOf(code).activities.map(({ number }) => number);
      for (const [, from, to] of answers.matchAll(/(?<=Actividad(?:es)? |, | y )(\d+)(?: a (\d+))?/g))
        for (const named of [from, to]) if (named) expect(numbers, `${code}: ${answers}`).to.include(named);
    }
  });

  it('our own procedures say who, when and with what record, and how long each record is kept', () => {
    for (const code of Object.keys(OWN)) {
      const header = headerOf(code);
      expect(header.policies.length, code).to.be.at.least(3);
      expect(header.activities.some(({ decisions }) => decisions.length > 0), code).to.equal(true);
      const listed = header.records.map((record) => `${record.code} ${record.name}`);
      for (const one of header.activities) {
        expect([one.period, ...one.responsible].every((said) => said !== NOT_STATED && said !== ''), `${code} ${one.number}`).to.equal(true);
        expect(header.positions, `${code} ${one.number}`).to.include.members(one.responsible);
        for (const record of one.records) expect(listed, `${code} ${one.number}`).to.include(record);
      }
      const used = new Set(header.activities.flatMap(({ records }) => records));
      expect(listed.filter((record) => !used.has(record)), code).to.deep.equal([]);
      for (const { retention, archive, disposition, responsible } of header.records)
        for (const value of [retention, archive, disposition, responsible]) expect(value, code).to.not.equal(NOT_STATED);
    }
  }); // prettier-ignore

  it('name only procedures that the library has', () => {
    for (const code of Object.keys(OWN))
      for (const [named] of textOf(code).matchAll(/GC-P\d\d/g)) expect(codes, `${code} names ${named}`).to.include(named); // prettier-ignore
  });

  it('G2a: records control publishes an inventory as long as the software holds it open', () => {
    expect(activity(headerOf('GC-P02'), '10').period).to.equal(`${DAYS_PUBLISHED} días hábiles`);
    expect(headerOf('GC-P02').activities).to.have.length(11);
  });

  it('G11, G12: preventive and corrective action give the terms and judge the risk as the software does', () => {
    for (const code of ['GC-P05', 'GC-P06']) {
      const table = rowsOf(bodyOf(code, 'plazos-para-causas-y-plan'));
      expect(table).to.deep.equal([['Mayor', `${PLAN_DAYS.major}`], ['Menor', `${PLAN_DAYS.minor}`], ['Observación', `${PLAN_DAYS.observation}`]]); // prettier-ignore
      expect(activity(headerOf(code), '7').period).to.equal(`${VERIFY_DAYS} días desde el día fijado`);
    }
    expect(textOf('GC-P05')).to.contain('bajo hasta 4, medio hasta 12 y alto por encima');
    expect([levelOf(2, 2), levelOf(1, 5), levelOf(3, 4), levelOf(3, 5)]).to.deep.equal(['low', 'medium', 'medium', 'high']); // prettier-ignore
    expect(textOf('GC-P06')).to.contain(`a los ${LEADER_AFTER} días al líder`).and.to.contain(`a los ${OFFICE_AFTER} a la oficina`); // prettier-ignore
  });

  it('G13: complaints are answered within the terms of the table', () => {
    const daysOf = (kind: string) => String(FIRST_TABLE.rows.find((row) => row.kind === kind)?.days ?? 'Sin término'); // prettier-ignore
    expect(rowsOf(bodyOf('GC-P07', 'terminos-para-responder')).map(([, days]) => days)).to.deep.equal(
      ['complaint', 'information', 'consultation', 'authority', 'data_query', 'data_claim', 'compliment'].map(daysOf), // prettier-ignore
    );
  });

  it('G14: a finding is answered and corrected within the terms of its grade', () => {
    const { major, minor, observation } = auditTerms.get();
    const table = rowsOf(bodyOf('GC-P08', 'plazos-que-nacen-del-grado')).slice(0, 3);
    expect(table.map(([, ...days]) => days)).to.deep.equal([major, minor, observation].map(({ answer, close }) => [`${answer}`, `${close}`])); // prettier-ignore
  });
});

function bodyOf(code: string, section: string): string {
  return parseText(textOf(code)).sections.find(({ id }) => id === section)?.markdown ?? '';
}

/** The rows of the first table of a text, without its head. */
function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore
}
