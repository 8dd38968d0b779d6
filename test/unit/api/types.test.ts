import { expect, expectTypeOf, test } from "vitest";
import type * as api from "../../../extension/api/types/api.d.ts";
import { ServiceError, type ServiceErrorInit } from "../../../extension/core/errors.ts";
import type * as form from "../../../extension/core/form.ts";
import type * as http from "../../../extension/core/http.ts";
import type * as model from "../../../extension/core/model.ts";
import type { SecretRules } from "../../../extension/core/secret-rules.ts";
import { services } from "../../../extension/services/catalog.ts";
import type * as ours from "../../../extension/services/service.ts";

/** The parts of the contract by name. The compiler does the checking: what is published has to be what our own services fulfil. */
interface Published {
  service: api.Service;
  info: api.ServiceInfo;
  ownServer: api.OwnServer;
  method: api.SignInMethod;
  signIn: api.SignIn;
  target: api.Target;
  action: api.ActionInfo;
  session: api.Session;
  query: api.ListQuery;
  identity: api.Identity;
  impact: api.Impact;
  intent: api.Intent;
  outcome: api.Outcome;
  undo: api.Undo;
  incomplete: api.Incomplete;
  twin: api.Twin;
  lacks: api.Lacks;
  owner: api.Owner;
  finding: api.Finding;
  credential: api.Credential;
  issued: api.Issued;
  detail: api.Detail;
  form: api.Form;
  notice: api.Notice;
  text: api.TextField;
  secret: api.SecretField;
  choice: api.ChoiceField;
  many: api.ManyField;
  pairs: api.PairsField;
  expiry: api.ExpiryField;
  option: api.Option;
  rules: api.SecretRules;
  request: api.HttpRequest;
  answer: api.HttpAnswer;
  error: api.ErrorInit;
}

interface Own {
  service: ours.Service;
  info: Omit<ours.ServiceInfo, "demo">;
  ownServer: ours.OwnServer;
  method: ours.SignInMethod;
  signIn: ours.SignIn;
  target: ours.Target;
  action: ours.ActionInfo;
  session: ours.Session;
  query: ours.ListQuery;
  identity: ours.Identity;
  impact: ours.Impact;
  intent: ours.Intent;
  outcome: ours.Outcome;
  undo: ours.Undo;
  incomplete: ours.Incomplete;
  twin: ours.Twin;
  lacks: ours.Lacks;
  owner: ours.Owner;
  finding: ours.Finding;
  credential: model.Credential;
  issued: model.Issued;
  detail: model.Detail;
  form: form.Form;
  notice: form.Notice;
  text: form.TextField;
  secret: form.SecretField;
  choice: form.ChoiceField;
  many: form.ManyField;
  pairs: form.PairsField;
  expiry: form.ExpiryField;
  option: form.Option;
  rules: SecretRules;
  request: http.HttpRequest;
  answer: http.HttpAnswer;
  error: ServiceErrorInit;
}

/** The names of a part, optional ones marked: an optional one that only one side has would fit without a word. */
type Names<Part> = { [Name in keyof Part]-?: undefined extends Part[Name] ? `${string & Name}?` : Name }[keyof Part];
type AllNames<Parts> = { [Part in keyof Parts]: Names<Parts[Part]> };

test("the published contract has every part of ours, and no others", () => {
  expectTypeOf<AllNames<Published>>().toEqualTypeOf<AllNames<Own>>();
  expectTypeOf<Own>().toExtend<Published>();
  expectTypeOf<ours.Settled>().toExtend<api.Settled>();
  expectTypeOf<ours.ReportPart>().toExtend<api.ReportPart>();
  expectTypeOf<model.DetailValue["type"]>().toEqualTypeOf<api.DetailValue["type"]>();
  expectTypeOf<form.Field["type"]>().toEqualTypeOf<api.Field["type"]>();
  expectTypeOf<ServiceErrorInit["kind"]>().toEqualTypeOf<api.ErrorKind>();
  expectTypeOf<model.CredentialState>().toEqualTypeOf<api.Credential["state"]>();
  expectTypeOf<ours.Beginning>().toEqualTypeOf<api.ActionInfo["begins"]>();
  expectTypeOf<keyof typeof model.Action>().toEqualTypeOf<api.Verb>();
});

test("our own services are what is published", () => {
  const published: readonly api.Service[] = services();
  expect(published).toHaveLength(3);
  const thrown: Error = new ServiceError({ kind: "invalid", message: "No." });
  expect(thrown).toMatchObject({ kind: "invalid" });
});
