"""alsinfo: plain information about ALS, written, reviewed and published."""
