/** The extension that brings a service, by the service's id; undefined where the id is none of another extension's. */
export const extensionOf = (service: string): string | undefined =>
  /^[a-z\d][a-z\d-]*\.[a-z\d][a-z\d-]*(?=\.|$)/iu.exec(service)?.[0];
