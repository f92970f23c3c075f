import DataLoader from 'dataloader';
import type { DataSource, EntityTarget, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { groupBy } from '../../src/database/session';

/** One request: a loader for each relation, made when it is first asked for. */
export class Context {
  /** The day that is asked for. */
  on = '';
  private readonly loaders = new Map<string, DataLoader<string, ObjectLiteral[]>>();

  constructor(readonly db: DataSource) {}

  /** Entities whose `key` is the one given. */
  many<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    key: keyof T & string,
    value: string,
    where: FindOptionsWhere<T> = {},
    order: FindOptionsOrder<T> = {},
  ): Promise<T[]> {
    const { metadata } = this.db.getRepository(entity);
    const name = `${metadata.name} ${key} ${JSON.stringify(where)}`;
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader(async (keys) => {
        const found = await this.db.getRepository(entity).find({ where: { ...where, [key]: In(keys) } as FindOptionsWhere<T>, order });
        const groups = groupBy(found, (row) => row[key] as string);
        return keys.map((each) => groups.get(each) ?? []);
      });
      this.loaders.set(name, loader);
    }
    return loader.load(value) as Promise<T[]>;
  }

  /** The condition of rows that hold on the day. */
  holds<T>(): FindOptionsWhere<T> {
    return { fromDay: LessThanOrEqual(this.on), untilDay: MoreThan(this.on) } as object as FindOptionsWhere<T>;
  }
}

export const page = <T>(rows: readonly T[], first: number) => ({ edges: rows.slice(0, first).map((node) => ({ node })) });
const vietnamese = new Intl.Collator('vi');
export const byName = (a: { name: string; uuid: string }, b: { name: string; uuid: string }) =>
  vietnamese.compare(a.name, b.name) || (a.uuid < b.uuid ? -1 : 1);
