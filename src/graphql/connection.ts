import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { IsInt, IsOptional, MaxLength } from 'class-validator';
import { Costs } from './cost';
import { DEFAULT_PAGE, LARGEST_PAGE, LONGEST_CURSOR } from '../database/page';
import type { Page } from '../database/page';

@ObjectType('PageInfo', { description: 'Where a page stands in its list (Relay).' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more rows follow.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether rows come before; true wherever `after` was given.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of this page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; pass it as `after` for the next page.' })
  endCursor: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: `Rows in the page, 1 to ${LARGEST_PAGE}.` })
  @IsInt()
  first: number;

  @Field(() => String, { nullable: true, description: "The previous page's `pageInfo.endCursor`." })
  @IsOptional()
  @MaxLength(LONGEST_CURSOR)
  after?: string | null;
}

/** The Relay connection of a type. */
export function connectionOf<T extends object>(name: string, node: () => ClassType<T>): ClassType<Page<T>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list (Relay).` })
  class Edge {
    @Field(node, { description: 'The row.' })
    node: T;

    @Field(() => String, { description: 'Where the row stands in its list.' })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} (Relay).` })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges: readonly Edge[];

    @Field(() => PageInfoType, { description: 'Where the page stands.' })
    pageInfo: PageInfoType;

    @Field(() => Int, { nullable: true, description: 'Rows in the whole list; counted only when asked for.' })
    @Costs(5)
    totalCount?: number;
  }
  return Connection as ClassType<Page<T>>;
}
