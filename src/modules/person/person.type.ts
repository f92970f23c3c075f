import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../../graphql/node.type';

export enum Sex {
  FEMALE = 'female',
  MALE = 'male',
}
registerEnumType(Sex, {
  name: 'Sex',
  description: 'Sex (giới tính).',
  valuesConfig: { FEMALE: { description: 'Female (nữ).' }, MALE: { description: 'Male (nam).' } },
});

@ObjectType('Person', {
  implements: NodeType,
  description:
    'A person (cá nhân). Seen only by those who keep the roster of a team the person is or was in; name and last digits by those who recognise people there.',
})
export class PersonType extends NodeType {
  readonly __typename = 'Person';

  @Field(() => String, { description: 'Full name (họ và tên).' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Telephone number (số điện thoại).' })
  phone: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of birth (năm sinh).' })
  birthYear: number | null;

  @Field(() => Sex, { nullable: true, description: 'Sex (giới tính).' })
  sex: Sex | null;

  @Field(() => String, { nullable: true, description: 'Personal identification number (số định danh cá nhân).' })
  identityNumber: string | null;

  @Field(() => Boolean, { description: 'Whether the data was erased: the name then says so and the rest is null.' })
  erased: boolean;

  @Field(() => Int, { description: 'Grows by one with each change; an edit names the one it saw.' })
  version: number;
}
