import { Extensions } from 'type-graphql';

/** Points that a field costs beyond those of the rows it answers with: what is counted or computed for it. Multiplied where the field is. */
export function Costs(points: number): MethodDecorator & PropertyDecorator {
  return Extensions({ cost: points }) as MethodDecorator & PropertyDecorator;
}
