import { registerDecorator } from 'class-validator';

const CONTROL = /\p{Cc}/u;

/**
 * Words a person typed: at least one that is not blank, at most `longest` characters, no control characters. They are kept without blanks around
 * them and with composed letters (Unicode NFC): "ổ" comes as one, two or three characters, depending on the keyboard, and must equal itself.
 */
export function Text(longest: number): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'text',
      target: target.constructor,
      propertyName: property as string,
      validator: {
        validate: (value: unknown, args) => {
          if (typeof value !== 'string') return false;
          const text = value.trim().normalize('NFC');
          (args?.object as Record<string, unknown>)[property as string] = text;
          return text.length > 0 && text.length <= longest && !CONTROL.test(text);
        },
        defaultMessage: () => `${String(property)} must be 1 to ${longest} characters that are not all blank`,
      },
    });
}
