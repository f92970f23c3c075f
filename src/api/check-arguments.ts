import { getMetadataStorage, validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

const OPTIONS = { validationError: { target: false, value: false }, skipMissingProperties: true, forbidUnknownValues: false };

const checked = new WeakMap<object, boolean>();

/** Whether a class says anything of its values. Asking each time would cost more than most checks. */
function isChecked(type: new () => object): boolean {
  let known = checked.get(type);
  if (known === undefined) {
    known = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
    checked.set(type, known);
  }
  return known;
}

/** Checks what a resolver is given, as class-validator's decorators say. @throws ArgumentValidationError. */
export function checkArgument(value: unknown): void {
  const items = (Array.isArray(value) ? value : [value]).filter((each): each is object => each !== null && typeof each === 'object');
  const errors = items.flatMap((each) => (isChecked(each.constructor as new () => object) ? validateSync(each, OPTIONS) : []));
  if (errors.length > 0) throw new ArgumentValidationError(errors);
}
