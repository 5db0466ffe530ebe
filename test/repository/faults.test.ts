// What a check of integrity finds wrong has words in both languages, filled by what the check hands over; no word lies unused.
import { expect } from 'chai';
import ts from 'typescript';
import { loadWords, placesOf } from '../../server/platform/words/index.ts';
import { sourcesIn } from './sources.ts';

interface Raised {
  where: string;
  key: string;
  /** Names of the parameters that go with it. */
  filled: string[];
}

// The verifier that goes with an evidence pack says its own.
const FAULT = /^(?!evidence\.verifier\.)(?:integrity\.\w+|(?:\w+\.)+fault\.\w+)$/;
const words = loadWords();
const sources = sourcesIn('server').map(({ path, text }) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)); // prettier-ignore
const raised = sources.flatMap((source) => literalsIn(source).filter((one) => FAULT.test(one.text)).map((one) => raisedBy(one))); // prettier-ignore

describe('the faults that a check can raise', () => {
  it('are found in the sources: those of the platform and of every slice that checks', () => {
    const rooms = new Set(raised.map(({ key }) => key.split('.')[0]));
    const checking = ['integrity', 'people', 'documents', 'requirements', 'records', 'actions', 'meetings', 'audits', 'complaints', 'evidence']; // prettier-ignore
    expect([...rooms]).to.have.members(checking);
    expect(raised.length).to.be.greaterThan(90);
  });

  it('have words in Spanish and English, with a place for each parameter and for no other', () => {
    const wrong: string[] = [];
    for (const { where, key, filled } of raised)
      for (const language of ['es', 'en'] as const) {
        const word = words[language].get(key);
        const places = word && [...new Set(placesOf(word))].toSorted();
        if (places?.join() !== filled.toSorted().join())
          wrong.push(`${where}: ${key} in ${language} takes ${places?.join() ?? 'no word'}, not ${filled.join()}`);
      }
    expect(wrong).to.deep.equal([]);
  }); // prettier-ignore

  it('are written out whole, so that the tests above see each', () => {
    const composed = sources.flatMap((source) =>
      templatesIn(source).filter((text) => /^integrity\.|\.fault\./.test(text)).map((text) => `${source.fileName}: ${text}`),
    );
    expect(composed).to.deep.equal([]);
  }); // prettier-ignore

  it('are all the words there are', () => {
    const keys = new Set(raised.map(({ key }) => key));
    const unused = [...words.es.keys()].filter((key) => FAULT.test(key) && !keys.has(key));
    expect(unused).to.deep.equal([]);
  });

  it('name their check with a word', () => {
    const checks = new Set(sources.flatMap((source) => literalsIn(source).filter(isNameOfCheck)).map((one) => one.text)); // prettier-ignore
    expect(checks.size).to.be.greaterThan(20);
    const wordless = [...checks].filter((check) => !words.es.has(`admin.integrity.check.${check}`));
    expect(wordless).to.deep.equal([]);
  });
});

function literalsIn(node: ts.Node): ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isStringLiteral(one)) found.push(one);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The beginnings of templates with holes. */
function templatesIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isTemplateExpression(one)) found.push(one.head.text);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** `{ key, params }` and `{ says, params }` name the parameters beside them, `say(key, params)` after them. */
function raisedBy(literal: ts.StringLiteral): Raised {
  const { parent } = literal;
  const source = literal.getSourceFile();
  const where = `${source.fileName}:${source.getLineAndCharacterOfPosition(literal.getStart()).line + 1}`;
  const params = ts.isPropertyAssignment(parent)
    ? parent.parent.properties.find((one) => one.name?.getText() === 'params')
    : ts.isCallExpression(parent) && parent.arguments.find((one) => ts.isObjectLiteralExpression(one));
  return { where, key: literal.text, filled: params ? namesIn(params) : [] };
}

function namesIn(params: ts.Node): string[] {
  const value = ts.isPropertyAssignment(params) ? params.initializer : valueOf(params);
  if (!value || !ts.isObjectLiteralExpression(value)) throw new Error(`not a list of parameters: ${params.getText()}`); // prettier-ignore
  return value.properties.map((one) => one.name?.getText() ?? '…');
}

/** A bare `params` stands for the constant of that name in a block around it. */
function valueOf(params: ts.Node): ts.Node | undefined {
  if (!ts.isShorthandPropertyAssignment(params)) return params;
  for (let block: ts.Node = params; block.parent; block = block.parent)
    if (ts.isBlock(block))
      for (const statement of block.statements)
        if (ts.isVariableStatement(statement))
          for (const { name, initializer } of statement.declarationList.declarations)
            if (name.getText() === params.name.text) return initializer;
  return undefined;
}

function isNameOfCheck({ parent, text }: ts.StringLiteral): boolean {
  return (
    /^[a-z]+$/.test(text) &&
    ts.isPropertyAssignment(parent) &&
    parent.name.getText() === 'check' &&
    ts.isObjectLiteralExpression(parent.parent)
  );
}
