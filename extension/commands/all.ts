import { addConnection } from "./add-connection.ts";
import { acceptPreview, discardPreview } from "./answer-preview.ts";
import { checkForLeaks } from "./check-for-leaks.ts";
import { clearActivity } from "./clear-activity.ts";
import { clearFilter } from "./clear-filter.ts";
import { copySecretAs } from "./copy-as.ts";
import { copyClientId } from "./copy-client-id.ts";
import { copyLink } from "./copy-link.ts";
import { copyExampleForLaunch } from "./copy-launch-example.ts";
import { copySecret } from "./copy-secret.ts";
import { create } from "./create.ts";
import { deleteCredential } from "./delete.ts";
import { deliverSecret } from "./deliver.ts";
import { edit } from "./edit.ts";
import { editConnection } from "./edit-connection.ts";
import { exportActivity } from "./export-activity.ts";
import { exportConnections } from "./export-connections.ts";
import { exportInventory } from "./export-inventory.ts";
import { fixLeak } from "./fix-leak.ts";
import { filter } from "./filter.ts";
import { filterByQuery } from "./filter-by-query.ts";
import { groupByConnection } from "./group-by-connection.ts";
import { groupByUrgency } from "./group-by-urgency.ts";
import { importConnections } from "./import-connections.ts";
import { hideEnded } from "./hide-ended.ts";
import { loadMore } from "./load-more.ts";
import { mockStart } from "./mock-start.ts";
import { mockStop } from "./mock-stop.ts";
import { mockRestart } from "./mock-restart.ts";
import { mockReset } from "./mock-reset.ts";
import { mockDashboard } from "./mock-dashboard.ts";
import { mockCopyAddress } from "./mock-copy-address.ts";
import { moreActions } from "./more-actions.ts";
import { openDocumentation } from "./open-documentation.ts";
import { openSettings } from "./open-settings.ts";
import { openWalkthrough } from "./open-walkthrough.ts";
import type { Command, Question } from "./parts.ts";
import { refresh } from "./refresh.ts";
import { regenerate } from "./regenerate.ts";
import { removeConnection } from "./remove-connection.ts";
import { renameConnection } from "./rename-connection.ts";
import { renew } from "./renew.ts";
import { resumeReminders } from "./resume-reminders.ts";
import { retry } from "./retry.ts";
import { reveal } from "./reveal.ts";
import { revoke } from "./revoke.ts";
import { rotate } from "./rotate.ts";
import { saveSecretToEnv } from "./save-to-env.ts";
import { secretForLaunch } from "./secret-for-launch.ts";
import { settleUnconfirmedSecrets } from "./settle-unconfirmed.ts";
import { showActivity } from "./show-activity.ts";
import { showDetails } from "./show-details.ts";
import { showEnded } from "./show-ended.ts";
import { showExpiring } from "./show-expiring.ts";
import { showLog } from "./show-log.ts";
import { showOverview } from "./show-overview.ts";
import { showRotations } from "./show-rotations.ts";
import { showRunning } from "./show-running.ts";
import { signInAgain } from "./sign-in-again.ts";
import { snooze } from "./snooze.ts";
import { stopLoading } from "./stop-loading.ts";
import { showTerminalVariables } from "./terminal-variables.ts";
import { tryOffline } from "./try-offline.ts";
import { turnOff } from "./turn-off.ts";
import { turnOn } from "./turn-on.ts";
import { useSecretInTerminals } from "./use-in-terminals.ts";
import { whereUsed } from "./where-used.ts";

/** Every command. In `dist/` this is a file of its own, loaded when the first one is used; a test keeps it and package.json equal. */
export const commands: readonly (Command | Question)[] = [
  addConnection,
  tryOffline,
  editConnection,
  renameConnection,
  signInAgain,
  removeConnection,
  exportConnections,
  importConnections,
  refresh,
  retry,
  stopLoading,
  loadMore,
  filter,
  filterByQuery,
  clearFilter,
  hideEnded,
  showEnded,
  groupByUrgency,
  groupByConnection,
  showExpiring,
  snooze,
  resumeReminders,
  showOverview,
  exportInventory,
  showActivity,
  exportActivity,
  clearActivity,
  create,
  showDetails,
  edit,
  reveal,
  copySecret,
  copySecretAs,
  copyClientId,
  copyLink,
  deliverSecret,
  saveSecretToEnv,
  useSecretInTerminals,
  showTerminalVariables,
  copyExampleForLaunch,
  secretForLaunch,
  acceptPreview,
  discardPreview,
  rotate,
  showRotations,
  whereUsed,
  checkForLeaks,
  fixLeak,
  regenerate,
  revoke,
  deleteCredential,
  turnOn,
  renew,
  turnOff,
  showRunning,
  moreActions,
  mockStart,
  mockStop,
  mockRestart,
  mockReset,
  mockDashboard,
  mockCopyAddress,
  openDocumentation,
  openSettings,
  openWalkthrough,
  settleUnconfirmedSecrets,
  showLog,
];
