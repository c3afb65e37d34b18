"""EFS: whether copies are kept of a file system."""

import json

from moto.efs.models import EFSBackend
from moto.efs.responses import EFSResponse

BRIDGED = {
    "aws_efs_backup_policy": "whether copies are kept cannot be said after the creation; ours keeps what is said",
}


def install():
    describe = EFSBackend.describe_backup_policy
    said = {}

    def put_backup_policy(self):
        file_system = self._get_param("FileSystemId")
        # Of a file system that is not there, moto says so.
        self.efs_backend.describe_file_systems(file_system_id=file_system)
        said[file_system] = self._get_param("BackupPolicy")["Status"]
        return json.dumps({"BackupPolicy": {"Status": said[file_system]}}), {"Content-Type": "application/json"}

    def describe_backup_policy(self, file_system_id):
        if file_system_id in said:
            return {"Status": said[file_system_id]}
        return describe(self, file_system_id)

    EFSResponse.put_backup_policy = put_backup_policy
    EFSBackend.describe_backup_policy = describe_backup_policy
