import { symbols } from 'pino';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { bearing, newPerson, PASSWORD, REFRESH, SIGN_IN, STRANGER } from '../support/signed-in';

let service: TestApp;
const written: string[] = [];
beforeAll(async () => {
  service = await startApp({ config: { logLevel: 'trace' } });
  const { [symbols.streamSym]: stream } = service.app.log as unknown as Record<symbol, { write(line: string): void }>;
  jest.spyOn(stream as { write(line: string): void }, 'write').mockImplementation((line) => void written.push(line));
});
afterAll(() => service.close());

it('the log tells of every request and holds no password, token or key, not even of a fault', async () => {
  const person = await newPerson(service);
  const stranger = service.as('ha-noi', STRANGER);
  const input = { login: person.login, password: PASSWORD };
  const { accessToken, refreshToken } = (await stranger.ask(SIGN_IN, { input })).signIn;
  await stranger.refusal(SIGN_IN, { input: { ...input, password: `${PASSWORD} sai` } });
  await stranger.refusal(SIGN_IN, { input: { ...input, password: 12_345_678_901_234 } });
  const KEY = 'mutation { createApiKey(input: { name: "x", scopes: ["law:read"], until: "2026-06-01" }) { key } }';
  const { key } = (await service.as('ha-noi', { role: 'province-admin' }).ask(KEY)).createApiKey;
  await bearing(service, key).ask('{ province { slug } }');
  await bearing(service, `${key}x`).refusal('{ province { slug } }');
  await service.owner.query('ALTER TABLE account_session RENAME TO elsewhere');
  expect(await stranger.refusal(REFRESH, { input: { refreshToken } })).toBe('INTERNAL');
  expect(await stranger.refusal(SIGN_IN, { input })).toBe('INTERNAL');
  await service.owner.query('ALTER TABLE elsewhere RENAME TO account_session');
  const log = written.join('');
  expect(log.match(/"msg":"request"/g)?.length).toBeGreaterThan(6);
  expect(log).toContain('fault');
  for (const secret of [
    PASSWORD,
    '12345678901234',
    accessToken,
    refreshToken,
    refreshToken.slice(4),
    key,
    key.slice(15),
    person.accessToken,
    person.refreshToken,
  ])
    expect(log.includes(secret)).toBe(false);
});
