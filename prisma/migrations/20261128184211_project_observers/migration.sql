-- CreateTable
CREATE TABLE "project_observers" (
    "project_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "observes_since_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_observers_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateIndex
CREATE INDEX "project_observers_user_id_idx" ON "project_observers"("user_id");

-- AddForeignKey
ALTER TABLE "project_observers" ADD CONSTRAINT "project_observers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_observers" ADD CONSTRAINT "project_observers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
