import { Directive, Field, ID, InputType } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { DateScalar } from '../../graphql/date.scalar';
import { WriteInput } from '../../graphql/write.input';
import { CitationInput } from '../document';

@Directive('@oneOf')
@InputType('AdminUnitBy', { description: 'How to find a unit.' })
export class AdminUnitBy {
  @Field(() => ID, { nullable: true, description: 'By its id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'By its official code on the day asked about.' })
  @IsOptional()
  @Text(20)
  code?: string | null;
}

@InputType('AdminUnitFilter', { description: 'Which units to list; all conditions together.' })
export class AdminUnitFilter {
  @Field(() => String, { nullable: true, description: "Only units of a level, one of the vocabulary's `levels`." })
  @IsOptional()
  @Text(50)
  level?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only this unit and what lies in it on the day.' })
  within?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only units with a word of the name that starts like this; diacritics and capitals do not matter.',
  })
  @IsOptional()
  @Text(100)
  search?: string | null;
}

@InputType('AddAdminUnitInput', { description: 'A new hamlet (thôn, xóm, khu ấp, tổ dân phố).' })
export class AddAdminUnitInput extends WriteInput {
  @Field(() => ID, { description: 'The commune it lies in.' })
  parentId: string;

  @Field(() => String, { description: 'Code the province gives it, unique in the commune.' })
  @Text(50)
  localCode: string;

  @Field(() => String, { description: 'The word before the name, e.g. "Thôn".' })
  @Text(50)
  designation: string;

  @Field(() => String, { description: 'Its name without the designation.' })
  @Text(200)
  name: string;

  @Field(() => DateScalar, { description: 'Its first day.' })
  from: string;

  @Field(() => CitationInput, { nullable: true, description: 'The decision that founds it.' })
  @IsOptional()
  @ValidateNested()
  decision?: CitationInput | null;
}

@InputType('RenameAdminUnitInput', { description: 'A new name of a hamlet from a day on.' })
export class RenameAdminUnitInput extends WriteInput {
  @Field(() => ID, { description: 'The hamlet.' })
  unitId: string;

  @Field(() => String, { description: 'Its new name without the designation.' })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: 'Its new designation; the old one if not given.' })
  @IsOptional()
  @Text(50)
  designation?: string | null;

  @Field(() => DateScalar, { description: 'First day of the new name.' })
  from: string;

  @Field(() => CitationInput, { description: 'The decision.' })
  @ValidateNested()
  decision: CitationInput;
}

@InputType('MergeAdminUnitsInput', { description: 'Hamlets of one commune that become one (sáp nhập thôn, tổ dân phố).' })
export class MergeAdminUnitsInput extends WriteInput {
  @Field(() => [ID], { description: 'The hamlets that end, 2 to 20 of one commune.' })
  @ArrayMinSize(2)
  @ArrayMaxSize(20)
  @ArrayUnique()
  unitIds: string[];

  @Field(() => String, { description: 'Name of the new hamlet, without the designation.' })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: 'Its designation; that of the first hamlet if not given.' })
  @IsOptional()
  @Text(50)
  designation?: string | null;

  @Field(() => String, { description: 'Code the province gives it, unique in the commune.' })
  @Text(50)
  localCode: string;

  @Field(() => DateScalar, { description: 'First day of the new hamlet; the old ones end.' })
  from: string;

  @Field(() => CitationInput, { description: 'The decision.' })
  @ValidateNested()
  decision: CitationInput;
}
