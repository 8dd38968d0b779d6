import type { Service } from "../../../extension/services/service.ts";
import { guestService } from "../../../extension/services/guest/guest.ts";

/**
 * The service itself; in the project "guests" as if another extension had brought it. What one of our own needs has to be in the
 * contract, and to come through the boundary as it is.
 */
export function offered(service: Service): Service {
  if (process.env["KEYPORTER_SERVICES"] !== "guests") return service;
  const { info, actions } = service;
  return guestService({
    info: { ...info, id: `acme.${info.id}` },
    actions,
    open: (...given: Parameters<Service["open"]>) => service.open(...given),
  });
}
