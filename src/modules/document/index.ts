export { Document } from './document.entity';
export { CitationInput, NewDocumentInput, toCitation } from './document.input';
export { loadDocument } from './document.reads';
export { DocumentResolver } from './document.resolver';
export { cite } from './document.service';
export type { Citation, NewDocument } from './document.service';
export { DocumentType } from './document.type';
export { DOCUMENT, DOCUMENT_GRAPH, documentBy } from './document.graph';
