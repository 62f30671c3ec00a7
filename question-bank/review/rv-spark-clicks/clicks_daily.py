"""Clicks of one day with their campaign, for the billing of advertisers. Drafted by a coding assistant.

What was agreed: the job gets its day as an argument, is run for past days as well, and may be run twice.
A day is a day of UTC, by clicked_at. A folder of raw/clicks holds what arrived on a day of UTC, some of it
clicked the day before. Each click counts once, by click_id; delivery is at least once. A click whose
campaign isn't known stays, as "unknown". Of a campaign's rows the newest updated_at counts. The billing
tool reads one file a country and day. A click line that can't be read stops the job. Spark 4, 400 million
clicks a day, 60,000 campaigns; the cluster's clocks are set to Europe/Berlin.
"""
import sys

from pyspark.sql import SparkSession, Window, functions as F

CLICKS = "click_id STRING, campaign_id STRING, country STRING, clicked_at TIMESTAMP, price_cents INT"


@F.udf("string")
def clean_country(code):
    return (code or "").strip().upper() or "ZZ"


def main(day):
    spark = SparkSession.builder.appName("clicks-daily").getOrCreate()
    clicks = (
        spark.read.schema(CLICKS)
        .option("mode", "FAILFAST")
        .json(f"s3://raw/clicks/{day}/")
    )
    campaigns = (
        spark.read.parquet("s3://core/campaigns/")
        .orderBy(F.col("updated_at").desc())
        .dropDuplicates(["campaign_id"])
        .select("campaign_id", "advertiser_id")
    )
    daily = (
        clicks
        .filter(F.to_date("clicked_at") == F.lit(day).cast("date"))
        .distinct()
        .withColumn("country", clean_country("country"))
        .join(F.broadcast(campaigns), "campaign_id", "left")
        .fillna("unknown", subset=["advertiser_id"])
        .withColumn("day", F.lit(day))
        .withColumn("line_id", F.monotonically_increasing_id())
    )
    total = sum(row.price_cents for row in daily.collect())
    print(f"{day}: {total} cents")
    (
        daily.repartition("country")
        .write.mode("overwrite")
        .partitionBy("day", "country")
        .parquet("s3://mart/clicks_daily/")
    )


if __name__ == "__main__":
    main(sys.argv[1])
