/** A province as a page shows it. */
export interface ProvinceLink {
  slug: string;
  name: string;
}

/** A document that a reader may load into the editor. `variables` is JSON text. */
export interface Example {
  name: string;
  title: string;
  document: string;
  variables?: string;
}

/** Where a province's API answers. */
export const graphqlPath = (province: ProvinceLink): string => `/${encodeURIComponent(province.slug)}/graphql`;
