import { registerDecorator } from 'class-validator';

const CONTROL = /\p{Cc}/u;

/** Words a person typed: at least one that is not blank, at most `longest` characters, no control characters. */
export function Text(longest: number): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'text',
      target: target.constructor,
      propertyName: property as string,
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && value.trim().length > 0 && value.length <= longest && !CONTROL.test(value),
        defaultMessage: () => `${String(property)} must be 1 to ${longest} characters that are not all blank`,
      },
    });
}
