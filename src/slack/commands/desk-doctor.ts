/** `/desk doctor`: an admin is told what is wrong, and what to do. */

import { examineDesk } from '../../services/doctor/examine-desk.js';
import { doctorReport } from '../blocks/doctor.js';
import { answer } from '../kit.js';
import type { DeskVerbHandler } from './desk-call.js';

export const doctorCommand: DeskVerbHandler<'doctor'> = async (call) =>
  answer(doctorReport(await examineDesk(call.kit.desk, await call.actor())));
