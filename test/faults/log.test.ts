import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import { NOW } from '../support/constants';
import { ADD_UNIT, unitId } from '../support/found';
import { describeError } from '../../src/api/log';

const written: string[] = [];
let service: TestApp;
beforeAll(async () => {
  service = await startApp({ logStream: { write: (line) => void written.push(line) } });
});
afterAll(() => service.close());
beforeEach(() => void written.splice(0));

type Line = Record<string, unknown>;
const lines = () => written.map((line) => JSON.parse(line) as Line);
/** The line of the last request; it is written once the connection is done with the answer. */
async function requestLine(): Promise<Line> {
  for (const giveUp = Date.now() + 2_000; ; await new Promise((next) => setTimeout(next, 5))) {
    const found = lines().filter(({ msg }) => msg === 'request');
    const last = found[found.length - 1];
    if (last) return last;
    if (Date.now() > giveUp) throw new Error('No line was written');
  }
}

describe('the line of a request', () => {
  it('says whose it was, what kind, how long it took, how it ended and how many statements it needed', async () => {
    await service.as('ha-noi').ask('{ teams(first: 1) { totalCount } }');
    const line = await requestLine();
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number) as number,
      pid: process.pid,
      hostname: expect.any(String) as string,
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      tenant: 'ha-noi',
      actor: 'somebody',
      operation: 'query',
      ms: expect.any(Number) as number,
      status: 200,
      statements: expect.any(Number) as number,
      msg: 'request',
    });
    expect(line.statements).toBeGreaterThan(0);
  });

  it('says the code of a refusal, of GraphQL and before it', async () => {
    await service.as('ha-noi').refusal(ADD_UNIT, {
      input: { parentId: 'x', localCode: 'a', designation: 'a', name: 'a', from: '2020-01-01' },
    });
    expect(await requestLine()).toMatchObject({ operation: 'mutation', codes: ['FORBIDDEN'], status: 200 });
    written.splice(0);
    await request(service.app.server)
      .post('/ha-noi/graphql')
      .set('authorization', 'Bearer x')
      .send({ query: '{ province { slug } }' })
      .expect(401);
    expect(await requestLine()).toMatchObject({ codes: ['TOKEN_INVALID'], status: 401, statements: 0 });
  });

  it('carries the id that a proxy gave, if it has the form of one, and the answer carries it back', async () => {
    for (const given of ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff', '4bf92f3577b34da6a3ce929d0e0e4736', '01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
      written.splice(0);
      const { headers } = await request(service.app.server).get('/health/live').set('x-request-id', given);
      expect(headers['x-request-id']).toBe(given);
      expect((await requestLine()).reqId).toBe(given);
    }
    for (const given of ['Nguyen-Van-An-0912345678', '001088012345', '0912345678', '"}\\n', 'a'.repeat(5000)]) {
      const { headers } = await request(service.app.server).get('/health/live').set('x-request-id', given);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
});

describe('nothing of what a request says is in the log', () => {
  const CANARIES = ['canary-van-an', '0912345678', '001088012345'];
  const [WORD = '', PHONE = '', NUMBER = ''] = CANARIES;
  const clean = () => {
    const log = written.join('');
    for (const canary of CANARIES) expect(log.includes(canary)).toBe(false);
    expect(log).not.toMatch(/postgres(ql)?:\/\/|Bearer|SELECT|INSERT|mutation \(/);
  };

  it('whether it is well formed or not', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const bearer = token('ha-noi', {}, NOW);
    const to = () => request(service.app.server).post('/ha-noi/graphql').set('content-type', 'application/json');
    await to()
      .set({
        authorization: `Bearer ${WORD}`,
        'x-request-id': NUMBER,
        'user-agent': WORD,
        cookie: `a=${WORD}`,
        referer: `http://x/?${PHONE}`,
      })
      .send({});
    await to().set('authorization', `Bearer ${bearer}`).send(`{"query": "${WORD}`);
    await to()
      .set('authorization', `Bearer ${bearer}`)
      .send({ query: `{ ${WORD.replaceAll('-', '_')} }`, operationName: WORD, variables: { a: PHONE } });
    await to()
      .set('authorization', `Bearer ${bearer}`)
      .send({ query: `query ($a: Int) { teams(first: $a) { totalCount } } # ${WORD}`, variables: { a: PHONE } });
    await request(service.app.server)
      .get('/ha-noi/graphql')
      .query({ query: `{ adminUnit(by: { code: "${NUMBER}" }) { id } }` })
      .set('authorization', `Bearer ${bearer}`);
    await request(service.app.server).get(`/${WORD}/graphql?x=${PHONE}`);
    await request(service.app.server).get(`/nowhere/${WORD}?x=${PHONE}`);
    await admin.answer(ADD_UNIT, {
      input: { parentId: await unitId(admin, '10138'), localCode: NUMBER, designation: 'Thôn', name: WORD, from: '2020-01-01' },
    });
    clean();
    expect(written.length).toBeGreaterThanOrEqual(9);
    expect(written.join('')).not.toContain(bearer.split('.')[2]);
  });

  it('not even of faults of the database, which repeat values', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const input = { parentId: await unitId(admin, '10138'), localCode: PHONE, designation: 'Thôn', name: `${WORD} 2`, from: '2020-01-01' };
    for (const fault of [
      // Says the whole row.
      `ALTER TABLE admin_unit_state ADD CONSTRAINT broken CHECK (name <> '${WORD} 2') NOT VALID`,
      // Says it in its own words.
      `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no % here', NEW.name USING DETAIL = NEW.local_code; END $$;
       CREATE TRIGGER broken BEFORE INSERT ON admin_unit_state FOR EACH ROW EXECUTE FUNCTION broken()`,
    ]) {
      written.splice(0);
      await service.owner.query(fault);
      const { errors } = await admin.answer(ADD_UNIT, { input });
      await service.owner.query(
        `ALTER TABLE admin_unit_state DROP CONSTRAINT IF EXISTS broken; DROP TRIGGER IF EXISTS broken ON admin_unit_state`,
      );
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain(WORD);
      clean();
      const fail = lines().find(({ msg }) => msg === 'fault');
      expect(fail).toMatchObject({ reference: errors?.[0]?.extensions.details.reference, reqId: expect.any(String) as string });
      expect(fail?.err).toMatchObject({ type: 'QueryFailedError', code: expect.stringMatching(/^\w{5}$/) as string, message: '' });
      expect((fail?.err as { stack: string }).stack).toContain('admin-unit');
    }
  });

  it('whatever is logged by mistake', () => {
    const secret = {
      authorization: WORD,
      variables: { phone: PHONE },
      query: WORD,
      req: { headers: { cookie: WORD } },
      parameters: [NUMBER],
    };
    service.app.log.error(secret, 'by mistake');
    const nested = Object.assign(new Error(`${WORD}\n    at ${PHONE}`, { cause: new SyntaxError(NUMBER) }), {
      detail: WORD,
      parameters: [PHONE],
    });
    service.app.log.error({ err: nested }, 'by mistake');
    service.app.log.error(nested);
    clean();
    expect(lines()).toHaveLength(3);
    expect(describeError(nested).stack).toMatch(/log\.test/);
  });
});
