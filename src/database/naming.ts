import { DefaultNamingStrategy } from 'typeorm';
import type { Table } from 'typeorm';

const LONGEST_NAME = 63;

/** snake_case tables and columns, and constraints named after what they hold, since refusals and plans show these names. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override tableName(className: string, customName?: string): string {
    return customName ?? snake(className);
  }

  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return customName ?? snake([...prefixes, propertyName].join('_'));
  }

  override primaryKeyName(table: Table | string): string {
    return constraint(table, [], 'pkey');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraint(table, columns, 'idx');
  }
}

/** The tenant stands first in every key, so saying it would tell nothing. */
function constraint(table: Table | string, columns: string[], suffix: string): string {
  const name = (typeof table === 'string' ? table : table.name).split('.').at(-1) as string;
  const parts = columns.map(snake).filter((column) => column !== 'tenant');
  return [name, ...parts, suffix].join('_').slice(0, LONGEST_NAME);
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
