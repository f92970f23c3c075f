import sql from 'sql-template-tag';
import { plainFields } from '../../database/graph/declare';
import type { GraphPart, Made, PlainFields, Shape } from '../../database/graph/declare';
import type { Session } from '../../database/session';
import type { Indicator } from '../../tenancy/province';
import { placeFacts, placesFrom } from '../admin-unit';
import type { PlaceFacts } from '../admin-unit';
import { documentBy } from '../document';
import { CODE, LEGAL_DOCUMENT, namedIn, RULE_VERSION } from '../province';
import { describeIndicator } from './describe-indicator.rules';
import { describeTargets } from './legal-target.rules';
import { figuresOf } from './unit-figure.reads';

export const INDICATOR: PlainFields = plainFields(
  'Indicator',
  ['code', 'name', 'unit', 'pillar', 'kind', 'decimals', 'overTime', 'numerator', 'denominator', 'isCore'],
  { segments: CODE, versions: RULE_VERSION },
);

/** An indicator with its words in the language of the request. */
export function shownIndicator(session: Session, indicator: Indicator): Readonly<Record<string, unknown>> {
  const { term, unitTerm, segments, ...rest } = describeIndicator(session.province, indicator);
  return {
    ...rest,
    name: term[session.locale],
    unit: unitTerm[session.locale],
    segments: segments.map((each) => namedIn(session, each)),
  };
}

/** A figure `g` of a unit. */
const FIGURE: Shape = {
  type: 'UnitFigure',
  always: () => ({}),
  columns: () => ({
    kind: { kind: sql`g.kind` },
    value: { value: sql`g.value::float8` },
    day: { day: sql`g.day` },
    source: { documentUuid: sql`g.document_id` },
  }),
};

export interface TargetFacts {
  readonly on: string;
  readonly places: readonly PlaceFacts[];
}

/** Which targets are a unit's is for the rules to say, of where it lies. */
const LEGAL_TARGETS: Made = {
  by: ({ on }) => ({ id: sql`s.unit_id`, on }),
  facts: (k) => sql`json_build_object('on', ${k('on')}, 'places', ${placeFacts(k('id'))})`,
  make: async (session, _args, facts) =>
    (facts as readonly TargetFacts[]).map(({ on, places }) =>
      describeTargets(session.province, placesFrom(places).on(on), on).map(({ measured, ...target }) => ({
        ...target,
        indicator: measured && shownIndicator(session, measured),
      })),
    ),
  plain: plainFields('LegalTarget', ['key', 'bound', 'value', 'from', 'until', 'text', 'clause'], {
    indicator: INDICATOR,
    document: LEGAL_DOCUMENT,
    version: RULE_VERSION,
  }),
};

export const INDICATOR_GRAPH: GraphPart = {
  shapes: [FIGURE],
  links: {
    AdminUnit: {
      figures: {
        to: () => FIGURE,
        many: 'list',
        by: () => ({ id: sql`s.unit_id` }),
        rows: (k, { on }) => ({
          from: sql`(${figuresOf(k('id'), on)}) g`,
          where: sql`true`,
          order: [{ by: sql`g.kind`, type: 'text' }],
        }),
      },
    },
    UnitFigure: { source: documentBy(sql`g.document_id`) },
  },
  made: { AdminUnit: { legalTargets: LEGAL_TARGETS } },
};
