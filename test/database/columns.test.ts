import type { Sql } from 'sql-template-tag';
import { Column } from 'typeorm';
import type { DataSource } from 'typeorm';
import { columnsOf, endOf, fieldsOf } from '../../src/database/columns';
import { ENTITIES } from '../../src/entities';
import { Event } from '../../src/modules/event';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const texts = (columns: Readonly<Record<string, Sql>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, { text }]) => [name, text]));

describe('columns of an entity', () => {
  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))('%s: are those that TypeORM knows, by the same names', (_, entity) => {
    const { columns } = (service.databases.get('ha-noi') as DataSource).getMetadata(entity);
    expect(columns.length).toBeGreaterThan(1);
    expect(texts(columnsOf<object>(entity, 'x'))).toEqual(
      Object.fromEntries(columns.map(({ propertyName, databaseName }) => [propertyName, `x.${databaseName}`])),
    );
  });

  it('are the whole text of a statement’s part: nothing of it is a parameter', () => {
    const e = columnsOf(Event, 'e');
    expect({ text: e.subjectId.text, values: e.subjectId.values }).toEqual({ text: 'e.subject_id', values: [] });
    // @ts-expect-error -- no property of an event
    expect(e.subjectUuid).toBeUndefined();
  });

  it('have the name they were given', () => {
    class Said {
      @Column({ type: 'text', name: 'said_by' })
      speaker: string;
    }
    expect(columnsOf(Said, 's').speaker.text).toBe('s.said_by');
  });
});

it('fields of the same name need their column each', () => {
  const e = columnsOf(Event, 'e');
  expect(fieldsOf(e, 'action', 'causeId')).toEqual({ action: { action: e.action }, causeId: { causeId: e.causeId } });
  // @ts-expect-error -- no column of an event
  expect(fieldsOf(e, 'cause')).toEqual({ cause: { cause: undefined } });
});

it('a row that has not ended has no end', () => {
  expect(endOf(columnsOf(Event, 'e').day)).toMatchObject({ text: `nullif(e.day, 'infinity')`, values: [] });
});
