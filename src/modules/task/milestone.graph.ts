import sql from 'sql-template-tag';
import { plainFields } from '../../database/graph/declare';
import type { GraphPart, Made } from '../../database/graph/declare';
import type { Session } from '../../database/session';
import { placeFacts, placesFrom } from '../admin-unit';
import type { PlaceFacts } from '../admin-unit';
import { LEGAL_DOCUMENT } from '../province';
import { legalDocumentOf } from './legal-document.rules';
import { loadTeamsFounded, milestonesAt } from './progress.reads';
import type { MilestoneType } from './progress.type';

/** Where a unit lies, and on which day it is asked about. */
export interface MilestoneFacts {
  readonly id: string;
  readonly on: string;
  readonly places: readonly PlaceFacts[];
}

export function milestonesFrom({ province }: Session, { id, on, places }: MilestoneFacts): MilestoneType[] {
  return milestonesAt(province, id, placesFrom(places).on(on), on);
}

/** Which milestones are a unit's is for the rules to say, of where it lies; the teams are counted only where somebody asks for them. */
export const MILESTONES: Made = {
  by: ({ on }) => ({ id: sql`s.unit_id`, on }),
  facts: (k) => sql`json_build_object('id', ${k('id')}, 'on', ${k('on')}, 'places', ${placeFacts(k('id'))})`,
  make: (session, _args, facts, asked) => {
    const isCounted = asked.has('done') || asked.has('of');
    const shown = async (milestone: MilestoneType) => {
      const counted = isCounted && milestone.perUnitOf !== null ? await loadTeamsFounded(session, milestone) : null;
      const { code, due, ruleVersion, clause, nameVi, nameEn, legalDocumentKey } = milestone;
      const name = session.locale === 'vi' ? nameVi : nameEn;
      const legalDocument = legalDocumentOf(session.province, legalDocumentKey);
      return { code, due, ruleVersion, clause, name, legalDocument, done: counted?.done, of: counted?.of };
    };
    return Promise.all((facts as readonly MilestoneFacts[]).map((each) => Promise.all(milestonesFrom(session, each).map(shown))));
  },
  plain: plainFields('Milestone', ['code', 'name', 'due', 'ruleVersion', 'clause', 'done', 'of'], { legalDocument: LEGAL_DOCUMENT }),
};

export const MILESTONE_GRAPH: GraphPart = { shapes: [], links: {}, made: { AdminUnit: { milestones: MILESTONES } } };
