import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import { IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { localId } from '../../graphql/global-id';
import { WriteInput } from '../../graphql/write.input';
import { Sex } from './person.type';
import type { PersonReference } from './person.service';

const PHONE = /^\+?[0-9][0-9 .-]{6,18}[0-9]$/;
const IDENTITY_NUMBER = /^([0-9]{9}|[0-9]{12})$/;

@InputType('NewPersonInput', { description: 'A person not on record yet.' })
export class NewPersonInput {
  @Field(() => String, { description: 'Full name (họ và tên).' })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: 'Telephone number, digits with an optional +.' })
  @IsOptional()
  @Matches(PHONE, { message: 'phone must be a telephone number, e.g. 0912345678' })
  phone?: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of birth.' })
  @IsOptional()
  @IsInt()
  @Min(1900)
  @Max(2199)
  birthYear?: number | null;

  @Field(() => Sex, { nullable: true, description: 'Sex.' })
  sex?: Sex | null;

  @Field(() => String, { nullable: true, description: 'Personal identification number: 12 digits, or 9 of an old card.' })
  @IsOptional()
  @Matches(IDENTITY_NUMBER, { message: 'identityNumber must have 12 digits, or 9 of an old card' })
  identityNumber?: string | null;
}

@Directive('@oneOf')
@InputType('PersonReferenceInput', { description: 'A person: one on record, or a new one.' })
export class PersonReferenceInput {
  @Field(() => ID, { nullable: true, description: 'Id of a person on record.' })
  existing?: string | null;

  @Field(() => NewPersonInput, { nullable: true, description: 'A person to record.' })
  @IsOptional()
  @ValidateNested()
  new?: NewPersonInput | null;
}

@InputType('CorrectPersonInput', { description: "Corrections of a person's data; what is not given stays." })
export class CorrectPersonInput extends WriteInput {
  @Field(() => ID, { description: 'The person.' })
  personId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  @IsOptional()
  @Text(200)
  name?: string;

  @Field(() => String, { nullable: true, description: 'Telephone number; null removes it.' })
  @IsOptional()
  @Matches(PHONE, { message: 'phone must be a telephone number, e.g. 0912345678' })
  phone?: string | null;

  @Field(() => Int, { nullable: true, description: 'Year of birth; null removes it.' })
  @IsOptional()
  @Min(1900)
  @Max(2199)
  birthYear?: number | null;

  @Field(() => Sex, { nullable: true, description: 'Sex; null removes it.' })
  sex?: Sex | null;

  @Field(() => String, { nullable: true, description: 'Personal identification number; null removes it.' })
  @IsOptional()
  @Matches(IDENTITY_NUMBER, { message: 'identityNumber must have 12 digits, or 9 of an old card' })
  identityNumber?: string | null;
}

/** The reference with the id as the database knows it. @throws Refusal NOT_FOUND. */
export function toPersonReference(input: PersonReferenceInput): PersonReference {
  return input.existing != null ? { existing: localId(input.existing, 'Person', 'person.existing') } : { new: input.new };
}
