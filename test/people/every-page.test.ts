// Every page of people is drawn for somebody who may see it, with the example in place.
import { expect } from 'chai';
import { people as slice, examplePeople, EXAMPLE_PASSWORD } from '../../server/people/index.ts';
import { holdersEver, positionsWhere } from '../../server/people/queries/index.ts';
import { agentFor, missingWords } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { textOf } from '../support/pages.ts';

describe('people: every page', () => {
  it('answers 200 to the quality office or the administrator, in Spanish and in English', async () => {
    await emptyDatabase();
    await slice.seed?.();
    const cast = await examplePeople();
    const [position] = await positionsWhere({ name: 'Técnico operativo de calidad' });
    const [holding] = await holdersEver(position?.id ?? '');
    const quality = await agentFor({ ...cast.quality, password: EXAMPLE_PASSWORD });
    const admin = await agentFor({ ...cast.admin, password: EXAMPLE_PASSWORD });
    const pages = slice.routes.filter(
      (route) => route.method === 'get' && !/ingreso|recuperar|enlace/.test(route.path),
    );
    const seen: string[] = [];
    for (const { path } of pages) {
      const id = /^\/cargos/.test(path)
        ? position?.id
        : /^\/asignaciones/.test(path)
          ? holding?.id
          : /^\/dependencias/.test(path)
            ? position?.area
            : cast.quality2.id;
      const address = path.replace(':id', id ?? '');
      const agent = (await quality.get(address)).status === 200 ? quality : admin;
      for (const language of ['es', 'en']) {
        const answer = await agent.get(address).set('Accept-Language', language);
        expect(answer.status, address).to.equal(200);
        expect(textOf(answer.text), address).to.not.match(/people\.\w+\.\w+|\[object|undefined/);
      }
      seen.push(path);
    }
    expect([...missingWords].filter((problem) => problem.includes("'people."))).to.deep.equal([]);
    expect(seen.length).to.be.greaterThan(15);
  });
});
