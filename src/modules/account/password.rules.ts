export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
const LEAST_LETTERS = 5;

/** A password as it is compared: "ổ" comes as one, two or three characters, depending on the keyboard. */
export function plainPassword(password: string): string {
  return password.normalize('NFC');
}

/** What is wrong with a new password, or null. Length is what counts; there is no rule on kinds of characters. */
export function passwordProblem(password: string, login: string): string | null {
  const plain = plainPassword(password);
  if (plain.length < SHORTEST_PASSWORD) return `must have at least ${SHORTEST_PASSWORD} characters; take a few words`;
  if (plain.length > LONGEST_PASSWORD) return `must have at most ${LONGEST_PASSWORD} characters`;
  if (new Set(plain).size < LEAST_LETTERS) return 'repeats too few characters; take a few words';
  if (plain.toLowerCase().includes(login)) return 'must not contain the name of the account';
  return null;
}
