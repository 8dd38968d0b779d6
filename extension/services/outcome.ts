import type { FormValues } from "../core/form.ts";
import type { ActionId, Credential, CredentialId, Issued } from "../core/model.ts";
import type { SignIn } from "./service.ts";

export interface Outcome {
  /** How the credential is now; missing where it is gone. */
  readonly credential?: Credential;
  readonly issued?: Issued;
  /** No answer came, and nothing could prove that the issued secret counts: an older one may still do. */
  readonly unproved?: true;
  /** The action changed what this very connection signs in with: this is to be stored in its place. */
  readonly newSignIn?: SignIn;
  /** Takes it back, where the service can. */
  readonly undo?: Undo;
  /** What was done, as one sentence: "Created the API client “Nightly sync”." */
  readonly message: string;
  /** To be put on the clipboard: never a secret. */
  readonly copy?: string;
  /** Something belongs to this action and was not done; `retry` is the action that does just that part. */
  readonly incomplete?: Incomplete;
}

/** An action that restores how it was. */
export interface Undo {
  readonly action: ActionId;
  readonly id: CredentialId;
  readonly input: FormValues;
}

export interface Incomplete {
  /** "Its access was not granted: ..." */
  readonly message: string;
  readonly retryLabel: string;
  readonly retry: { readonly action: ActionId; readonly id: CredentialId; readonly input: FormValues };
}
