import { Field, ID, InputType } from 'type-graphql';
import { IsOptional, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { DateScalar } from '../../graphql/date.scalar';
import { localId } from '../../graphql/global-id';
import { Directive } from 'type-graphql';
import type { Citation } from './document.service';

@InputType('NewDocumentInput', { description: 'A document not on record yet.' })
export class NewDocumentInput {
  @Field(() => String, { description: 'Number and sign as printed (số, ký hiệu), e.g. "12/QĐ-UBND".' })
  @Text(100)
  number: string;

  @Field(() => DateScalar, { description: 'Day it was issued (ngày ban hành); not in the future.' })
  issuedDay: string;

  @Field(() => String, { description: "Code of the issuing authority, one of the vocabulary's `authorities`." })
  @Text(100)
  authority: string;

  @Field(() => String, { description: 'The issuer by name, e.g. "UBND xã Thụy Hương". Number, issuer and day name a document once.' })
  @Text(300)
  issuer: string;

  @Field(() => String, { nullable: true, description: 'The clause that speaks of the matter.' })
  @IsOptional()
  @Text(300)
  clause?: string | null;

  @Field(() => String, { nullable: true, description: 'File or web address where it can be read.' })
  @IsOptional()
  @Text(2000)
  reference?: string | null;
}

@Directive('@oneOf')
@InputType('CitationInput', { description: 'The document a change rests on: one on record, or a new one.' })
export class CitationInput {
  @Field(() => ID, { nullable: true, description: 'Id of a document on record.' })
  existing?: string | null;

  @Field(() => NewDocumentInput, { nullable: true, description: 'A document to record.' })
  @IsOptional()
  @ValidateNested()
  new?: NewDocumentInput | null;
}

/** The citation with the id as the database knows it. @throws Refusal NOT_FOUND. */
export function toCitation(input: CitationInput, field: string): Citation {
  return input.existing != null ? { existing: localId(input.existing, 'Document', `${field}.existing`) } : { new: input.new };
}
