import * as vscode from "vscode";
import { failedAnswer } from "../core/answers.ts";
import { ServiceError } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import { generateSecret } from "../core/secret-rules.ts";
import { addService } from "../services/catalog.ts";
import { extensionOf } from "../services/guest/extension-of.ts";
import { guestService } from "../services/guest/guest.ts";
import type { KeyporterApi } from "./types/api.d.ts";

/** What `activate` hands to other extensions. It gives out nothing that Keyporter keeps. */
export const keyporterApi = (): KeyporterApi =>
  Object.freeze<KeyporterApi>({
    version: 1,
    registerService(offered) {
      const service = guestService(offered);
      const extension = extensionOf(service.info.id) ?? "";
      if (vscode.extensions.getExtension(extension) === undefined) {
        throw new TypeError(`Keyporter can't take in this service: info.id: there is no extension ${extension}`);
      }
      return addService(service);
    },
    secret: value => new Secret(value),
    generateSecret,
    error: init => new ServiceError(init),
    failedAnswer: (answer, service, said = {}, hint) => failedAnswer(answer, service, said, hint),
  });
