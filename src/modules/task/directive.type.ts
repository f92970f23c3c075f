import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { Pillar } from '../../tenancy/province';
import { PillarEnum } from '../province';
import type { TimelineItem } from './expand-timeline.rules';

export type DirectiveSource = TimelineItem['source'] | 'manual';

export enum DirectiveSourceEnum {
  PHASE = 'phase',
  MILESTONE = 'milestone',
  THEME = 'theme',
  MANUAL = 'manual',
}
registerEnumType(DirectiveSourceEnum, {
  name: 'DirectiveSource',
  description: 'Where a directive comes from.',
  valuesConfig: {
    PHASE: { description: 'A phase of the timeline (giai đoạn).' },
    MILESTONE: { description: 'A milestone of the timeline (mốc thời gian).' },
    THEME: { description: 'A task of a monthly theme (chủ đề của tháng).' },
    MANUAL: { description: 'Given by hand (giao trực tiếp).' },
  },
});

@ObjectType('Directive', {
  implements: NodeType,
  description: 'What a unit asks for in a period (chỉ đạo, nhiệm vụ giao): from the timeline, by hand, or received from a unit above it.',
})
export class DirectiveType extends NodeType {
  readonly __typename = 'Directive';
  readonly on: string;
  readonly unitUuid: string;
  readonly parentUuid: string | null;
  readonly documentUuid: string | null;
  readonly legalDocumentKey: string | null;
  readonly titleVi: string;
  readonly titleEn: string | null;

  @Field(() => DirectiveSourceEnum, { description: 'Where it comes from.' })
  source: DirectiveSource;

  @Field(() => String, {
    description: 'What is asked for, e.g. `theme:<theme>:<task>`: the same on its way down and in every version of the law.',
  })
  sourceCode: string;

  @Field(() => Int, {
    nullable: true,
    description: "Number of the timeline's version that asks for it (`RuleVersion.number`); null if given by hand.",
  })
  ruleVersion: number | null;

  @Field(() => String, { nullable: true, description: "The document's own words, or those of who gave it." })
  text: string | null;

  @Field(() => PillarEnum, { nullable: true, description: 'Its pillar; null where it belongs to none.' })
  pillar: Pillar | null;

  @Field(() => DateScalar, { description: 'First day of its period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after its period.' })
  until: string;

  @Field(() => DateScalar, { description: 'Last day on which it is done in time (hạn hoàn thành).' })
  due: string;

  @Field(() => DateScalar, { description: 'Day from which the unit has it.' })
  given: string;

  @Field(() => String, { nullable: true, description: 'The clause that asks for it.' })
  clause: string | null;

  @Field(() => String, { nullable: true, description: 'What this unit adds to it.' })
  detail: string | null;
}

export const DirectiveConnection = connectionOf('Directive', () => DirectiveType);

@ObjectType('TimelineItem', { description: 'One thing that the timeline asks of a unit in a period, made or not.' })
export class TimelineItemType {
  readonly titleVi: string;
  readonly titleEn: string;
  readonly legalDocumentKey: string;
  /** The directive that the unit has of it. */
  readonly directiveUuid: string | null;
  readonly on: string;

  @Field(() => DirectiveSourceEnum, { description: 'What it is in the timeline.' })
  source: DirectiveSource;

  @Field(() => String, { description: 'What is asked for, e.g. `theme:<theme>:<task>`.' })
  sourceCode: string;

  @Field(() => Int, { description: "Number of the timeline's version that asks for it (`RuleVersion.number`)." })
  ruleVersion: number;

  @Field(() => String, { nullable: true, description: "The document's own words." })
  text: string | null;

  @Field(() => PillarEnum, { nullable: true, description: 'Its pillar; null where it belongs to none.' })
  pillar: Pillar | null;

  @Field(() => DateScalar, { description: 'First day of its period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after its period.' })
  until: string;

  @Field(() => DateScalar, { description: 'Last day on which it is done in time.' })
  due: string;

  @Field(() => String, { description: 'The clause that asks for it.' })
  clause: string;
}

@ObjectType('ExpandTimelineResult', { description: 'What an expansion came to.' })
export class ExpandTimelineResultType {
  readonly ids: readonly string[];
  readonly on: string;

  @Field(() => Int, { description: 'Directives that were made.' })
  made: number;

  @Field(() => Int, { description: 'Directives that the unit had already.' })
  alreadyThere: number;
}

@ObjectType('PassOnResult', { description: 'What passing a directive on came to.' })
export class PassOnResultType {
  readonly directiveUuid: string;
  readonly on: string;

  @Field(() => Int, { description: 'Units or teams that have it from now on.' })
  made: number;

  @Field(() => Int, { description: 'Units or teams that had it already.' })
  alreadyThere: number;
}
