/** The id of an object as clients see it, written by PostgreSQL. */
export const publicId = (type: string, id: string) => {
  const text = `encode(('${type}:' || ${id})::bytea, 'base64')`;
  return (type.length + 1 + 36) % 3 === 0 ? text : `rtrim(${text}, '=')`;
};
