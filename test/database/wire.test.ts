import sql from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { observe } from '../../src/database/data-source';
import { fixed } from '../../src/database/fixed';
import { rowsOften, writeLater } from '../../src/database/session';
import { inTransaction } from '../../src/database/wire';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

let service: TestApp;
let db: DataSource;
beforeAll(async () => {
  service = await startApp();
  db = service.databases.get('ha-noi') as DataSource;
});
afterAll(() => service.close());

const nothing = () => Promise.resolve(undefined);
const work = <T>(its: (manager: EntityManager) => Promise<T>) => inTransaction(db, ({ manager }) => its(manager), nothing);

/** A row that the province may write. */
const noting = (key: string) =>
  sql`INSERT INTO idempotency_key (actor, key, request_hash, result, at) VALUES ('wire', ${key}, '', 'null'::jsonb, ${new Date()})`;
const noted = (source: DataSource | EntityManager, key: string) =>
  rowsOften(source, sql`SELECT key FROM idempotency_key WHERE actor = 'wire' AND key = ${key}`).then(({ length }) => length);
const DIVIDE = fixed<{ by: number }>(({ by }) => sql`SELECT 6 / ${by}::int AS n`);

/** How often something was sent meanwhile. */
async function goesOf(its: () => Promise<unknown>): Promise<number> {
  let goes = 0;
  const end = observe(db, () => goes++);
  await its().finally(end);
  return goes;
}

describe('a transaction', () => {
  it('sends what does not wait for each other in one go, its beginning with the first and its end with the last', async () => {
    const goes = await goesOf(() =>
      work(async (manager) => {
        const found = await Promise.all([rowsOften(manager, DIVIDE({ by: 2 })), rowsOften(manager, DIVIDE({ by: 3 }))]);
        expect(found).toEqual([[{ n: 3 }], [{ n: 2 }]]);
        await writeLater(manager, noting('two goes'));
      }),
    );
    expect(goes).toBe(2);
    expect(await noted(db, 'two goes')).toBe(1);
  });

  it('sends nothing if nothing is asked', async () => {
    expect(await goesOf(() => work(nothing))).toBe(0);
    const refusing = () => work(() => Promise.reject(new Error('refused')));
    expect(await goesOf(() => expect(refusing()).rejects.toThrow('refused'))).toBe(0);
  });

  it('gives what came before a statement that fails, and its error to what comes after; nothing is kept', async () => {
    const failing = work(async (manager) => {
      const asked = [noting('not kept'), DIVIDE({ by: 6 }), DIVIDE({ by: 0 }), DIVIDE({ by: 1 })].map((each) => rowsOften(manager, each));
      const [, before, at, after] = await Promise.allSettled(asked);
      expect(before).toEqual({ status: 'fulfilled', value: [{ n: 1 }] });
      expect(at).toMatchObject({ status: 'rejected', reason: { driverError: { code: '22012' } } });
      expect(after).toEqual(at);
    });
    await expect(failing).rejects.toThrow();
    expect(await noted(db, 'not kept')).toBe(0);
  });

  it('is not kept if what nobody waited for fails, and says why', async () => {
    for (const wait of [false, true]) {
      const failing = work(async (manager) => {
        await writeLater(manager, noting('not kept'));
        await writeLater(manager, DIVIDE({ by: 0 }));
        if (wait) await noted(manager, 'not kept').catch(() => undefined);
      });
      await expect(failing).rejects.toMatchObject({ driverError: { code: '22012' } });
      expect(await noted(db, 'not kept')).toBe(0);
    }
  });

  it('keeps the order with what the entity manager sends, and its savepoints', async () => {
    await work(async (manager) => {
      await writeLater(manager, noting('first'));
      expect(await manager.query(`SELECT key FROM idempotency_key WHERE actor = 'wire' AND key = 'first'`)).toHaveLength(1);
      const inner = manager.transaction(async (nested) => {
        await rowsOften(nested, noting('undone'));
        await nested.query('SELECT 1/0');
      });
      await expect(inner).rejects.toThrow();
      await writeLater(manager, noting('last'));
    });
    expect(await Promise.all(['first', 'undone', 'last'].map((key) => noted(db, key)))).toEqual([1, 0, 1]);
  });

  it('is kept whatever becomes of what is read in one go with its end', async () => {
    const note = (key: string) => (manager: EntityManager) => writeLater(manager, noting(key));
    const read = await inTransaction(
      db,
      ({ manager }) => note('read')(manager),
      ({ manager }) => noted(manager, 'read'),
    );
    expect(await read.answer).toBe(1);
    const unread = await inTransaction(
      db,
      ({ manager }) => note('unread')(manager),
      ({ manager }) => rowsOften(manager, DIVIDE({ by: 0 })),
    );
    await expect(unread.answer).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(await noted(db, 'unread')).toBe(1);
  });

  it('asks nothing more once it is over', async () => {
    const { result } = await work((manager) => Promise.resolve(manager));
    await expect(rowsOften(result, DIVIDE({ by: 1 }))).rejects.toThrow('already released');
  });
});

describe('a statement that is kept prepared', () => {
  it('is itself whatever was prepared under its name meanwhile', async () => {
    await work(async (manager) => {
      for (let times = 0; times < 3; times++)
        for (let n = 0; n < 250; n++) expect(await rowsOften(manager, { text: `SELECT ${n} AS n`, values: [] })).toEqual([{ n }]);
    });
  });

  it('works again after it failed', async () => {
    for (const by of [1, 2, 3]) expect(await rowsOften(db, DIVIDE({ by }))).toEqual([{ n: 6 / by }]);
    await expect(rowsOften(db, DIVIDE({ by: 0 }))).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(await rowsOften(db, DIVIDE({ by: 6 }))).toEqual([{ n: 1 }]);
  });

  it('gives the columns that there are now', async () => {
    const text = 'SELECT * FROM changing';
    await service.owner.query('CREATE TABLE changing (a integer); GRANT SELECT ON changing TO PUBLIC; INSERT INTO changing VALUES (1)');
    const { result } = await work(async (manager) => {
      for (let times = 0; times < 3; times++) expect(await rowsOften(manager, { text, values: [] })).toEqual([{ a: 1 }]);
    });
    expect(result).toBeUndefined();
    await service.owner.query('ALTER TABLE changing ADD b integer DEFAULT 2');
    // A connection that has it prepared refuses it once.
    const again = () => rowsOften(db, { text, values: [] }).catch(() => undefined);
    for (let times = 0; times < 5; times++) await again();
    expect(await again()).toEqual([{ a: 1, b: 2 }]);
  });

  it('takes and gives values as pg does', async () => {
    const text =
      'SELECT $1::text AS text, $2::text[] AS texts, $3::jsonb AS json, $4::timestamptz AS at, $5::bytea AS bytes, $6::int AS none, $7::numeric AS numeric, $8::boolean AS yes, $9::date AS day';
    const values = [
      'Tổ số "’\u{1f600}\\',
      ['a"b', 'c,d', null, '\\'],
      { a: ['ư', null] },
      new Date('2024-05-01T17:30:00.123Z'),
      Buffer.from([0, 255, 1]),
      null,
      12.5,
      true,
      '2024-05-02',
    ];
    const expected = await db.query(text, values);
    for (let times = 0; times < 3; times++) expect(await rowsOften(db, { text, values })).toEqual(expected);
    const long = 'ệ'.repeat(100_000);
    expect(await rowsOften(db, sql`SELECT ${long}::text AS long`)).toEqual([{ long }]);
  });

  it('has its text made once, and a value that stands in it twice sent once', () => {
    let made = 0;
    const twice = fixed<{ a: number; b: string }>(({ a, b }) => {
      made++;
      return sql`SELECT ${b}, ${a} WHERE ${b} = 'x'`;
    });
    expect(twice({ a: 1, b: 'x' })).toEqual({ text: `SELECT $1, $2 WHERE $1 = 'x'`, values: ['x', 1] });
    expect(twice({ a: 2, b: 'y' }).values).toEqual(['y', 2]);
    expect(made).toBe(1);
  });
});
