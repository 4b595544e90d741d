-- AlterEnum
ALTER TYPE "reconcile_cause" ADD VALUE 'channel_back';
