import { v7 as uuid } from 'uuid';
import { wordStarts } from '../../database/fold';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { TeamName, TeamTerm } from './team.entity';

export type NewName = Pick<TeamName, 'teamId' | 'name' | 'fromDay' | 'documentId'>;

/** Gives teams names from a day on, with their search terms. The names before must have ended. */
export async function nameTeams({ manager }: Pick<Writing, 'manager'>, names: readonly NewName[]): Promise<void> {
  const named = names.map((each) => ({ id: uuid(), ...each }));
  await insertMany(manager, TeamName, named);
  await insertMany(
    manager,
    TeamTerm,
    named.flatMap(({ id, name }) => wordStarts(name).map((term) => ({ id, term }))),
  );
}
