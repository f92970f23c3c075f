/** The id of an object as clients see it, written by PostgreSQL. */
export const publicId = (type: string, id: string) =>
  `translate(rtrim(encode(convert_to('${type}:' || ${id}, 'UTF8'), 'base64'), '='), '+/', '-_')`;
